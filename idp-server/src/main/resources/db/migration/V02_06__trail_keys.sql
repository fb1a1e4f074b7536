-- Keys that sign the trail. A table of their own, because they are never removed: what they signed is as old as the trail. Columns as
-- those of signing_keys; servers of before know neither this purpose nor this table.
create table trail_keys (
    kid        text        primary key,
    purpose    text        not null check (purpose = 'TRAIL'),
    algorithm  text        not null,
    state      text        not null,
    public_jwk jsonb       not null,
    wrapped    bytea,
    made_at    timestamptz not null,
    active_at  timestamptz not null,
    revoked_at timestamptz,
    in_token   boolean     not null default false
);
create trigger trail_keys_stay before delete or truncate on trail_keys
    for each statement execute function refuse_change();

-- What a server vouches for: its chain up to this position has this end. A JWS of the trail's ring over node, position, hash and time.
create table trail_checkpoints (
    node     text   not null,
    position bigint not null,
    jws      text   not null,
    primary key (node, position)
);
create trigger trail_checkpoints_append_only before update or delete or truncate on trail_checkpoints
    for each statement execute function refuse_change();

-- Whether a PKCS#11 token was given the private half: a revoked key has none in the row either way.
alter table signing_keys add column in_token boolean not null default false;
update signing_keys set in_token = true where wrapped is null and revoked_at is null;
