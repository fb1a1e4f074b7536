-- Activation codes: shown once, kept as a hash, used once. What was seen of the person's identity goes with them.
create table activation_codes (
    id              text        primary key,
    code_hash       bytea       not null unique,
    person          uuid        not null references people (id),
    evidence_method text,
    document_type   text,
    document_until  date,
    checked_by      uuid references people (id),
    checked_at      timestamptz,
    made_by         text        not null,
    made_at         timestamptz not null,
    expires_at      timestamptz not null,
    used_at         timestamptz
);

-- Wrong codes by source: a secret that can be guessed is counted where nothing is lost.
create table activation_failures (
    source   text        primary key,
    failures integer     not null,
    last_at  timestamptz not null
);
