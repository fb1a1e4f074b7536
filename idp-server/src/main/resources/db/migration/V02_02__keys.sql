-- Keys that sign tokens. The private half is wrapped by AES-256-GCM under the key-encryption key, with the kid as
-- additional data: a row can't be swapped for another.
create table signing_keys (
    kid        text        primary key,
    purpose    text        not null,
    algorithm  text        not null,
    state      text        not null,
    public_jwk jsonb       not null,
    wrapped    bytea       not null,
    made_at    timestamptz not null
);
create unique index signing_keys_active on signing_keys (purpose, algorithm) where state = 'ACTIVE';
