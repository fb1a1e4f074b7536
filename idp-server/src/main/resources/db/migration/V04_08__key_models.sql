-- What is said of models of authenticators: the last good list, whole, and the BLOB of FIDO MDS3 that it was read from.
create table key_models (
    model         text    primary key,
    description   text    not null,
    icon          bytea,
    certification text    not null,
    standing      text    not null,
    status        text    not null,
    hardware      boolean not null,
    -- base64 DER certificates
    roots         jsonb   not null
);

create table fido_blob (
    one          boolean primary key default true check (one),
    serial       bigint  not null,
    next_update  date    not null,
    jwt          text    not null,
    -- the day whose status reports are in key_models
    evaluated_on date
);

-- Unknown for means enrolled before; the next use says where the key may be.
alter table authenticators add column backup text not null default 'UNKNOWN';
-- words of browsers, separated by blanks
alter table authenticators add column transports text not null default '';
create index authenticators_model on authenticators (model);

create function authenticator_facts(a authenticators) returns jsonb language sql stable as $$
    select jsonb_build_object(
        'model', a.model, 'backup', a.backup,
        'transports', to_jsonb(array_remove(string_to_array(a.transports, ' '), '')),
        'hardware', coalesce(m.hardware, false),
        'certification', coalesce(m.certification, 'NONE'),
        'standing', coalesce(m.standing, 'UNLISTED'))
    from (select 1) as always left join key_models m on m.model = a.model
$$;

create or replace function authenticator_validities(ids jsonb) returns jsonb language sql stable as $$
    select coalesce(jsonb_agg(jsonb_build_object(
        'id', a.id, 'state', a.state, 'endsAt', a.ends_at, 'facts', authenticator_facts(a))), '[]')
    from authenticators a where a.id in (select jsonb_array_elements_text(ids))
$$;
