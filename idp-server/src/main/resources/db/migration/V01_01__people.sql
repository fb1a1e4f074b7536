-- Who the people are. A person's row is never removed, so that an id is never used again.
create table establishments (
    finess        text primary key,
    struct_idnat  text not null unique,
    name          text not null,
    sector        text not null,
    tid           uuid not null unique
);

create table people (
    id               uuid  primary key,
    civil_family     text  not null,
    civil_given      text  not null,
    exercise_family  text  not null,
    exercise_given   text  not null,
    birth_date       date  not null,
    -- what homonyms share: normalised civil name and birth date
    homonym_key      text  not null,
    population       text  not null,
    affiliations     jsonb not null,
    work_situations  jsonb not null,
    state            text  not null,
    start_date       date  not null,
    end_date         date
);
create index people_homonym_key on people (homonym_key);

create table identifiers (
    type        text not null,
    -- empty when the type says who assigns it
    authority   text not null default '',
    value       text not null,
    person      uuid not null references people (id),
    verified_at timestamptz,
    verified_by text,
    primary key (type, authority, value)
);
create index identifiers_person on identifiers (person);
create index identifiers_value on identifiers (value);
