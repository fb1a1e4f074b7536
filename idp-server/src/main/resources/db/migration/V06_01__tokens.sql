-- What was granted, as far as its loss would give somebody more rights. Access tokens have no row.

-- An authorization code that was redeemed: who inserts first has it.
create table used_codes (
    code_hash  bytea       primary key,
    family     text        not null,
    used_at    timestamptz not null,
    expires_at timestamptz not null
);
create index used_codes_expires_at on used_codes (expires_at);

-- The refresh tokens that follow one code: one row, updated at each rotation.
create table refresh_families (
    id         text        primary key,
    person     uuid        not null,
    client     text        not null,
    session    text        not null,
    scopes     text        not null,
    rotations  bigint      not null default 0,
    token_hash bytea       not null,
    issued_at  timestamptz not null,
    expires_at timestamptz not null
);
create index refresh_families_session on refresh_families (session);
create index refresh_families_expires_at on refresh_families (expires_at);

-- Ends: of one access token ('token:' and its jti) or of all that one code gave ('family:' and its id). Kept as long as
-- anything they end could still be shown.
create table revocations (
    mark       text        primary key,
    revoked_at timestamptz not null,
    expires_at timestamptz not null
);
create index revocations_expires_at on revocations (expires_at);
