-- Means of sign-in, and every change of their state.
create table authenticators (
    id               text        primary key,
    person           uuid        not null references people (id),
    kind             text        not null,
    -- what the authenticator calls itself; it belongs to one person only
    handle           bytea       not null,
    material         bytea       not null,
    counter          bigint      not null,
    model            text        not null,
    label            text        not null,
    attestation      text        not null,
    evidence_method  text,
    document_type    text,
    document_until   date,
    checked_by       text,
    checked_at       timestamptz,
    reservation      text,
    state            text        not null,
    enrolled_at      timestamptz not null,
    ends_at          timestamptz not null,
    unique (kind, handle)
);
create index authenticators_person on authenticators (person);

create table authenticator_states (
    authenticator text        not null references authenticators (id),
    state         text        not null,
    at            timestamptz not null,
    primary key (authenticator, at, state)
);
