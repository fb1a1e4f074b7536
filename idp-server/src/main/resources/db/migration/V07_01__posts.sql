-- Shared posts. A row is never removed: sessions and the trail name it.
create table posts (
    id              text        primary key,
    name            text        not null,
    establishment   text        not null references establishments (finess),
    class           text        not null,
    -- where its browser is; empty: anywhere in the zone where it was enrolled
    ranges          text[]      not null,
    added_by        text        not null,
    added_at        timestamptz not null,
    -- until it is typed
    code_hash       bytea       unique,
    code_expires_at timestamptz not null,
    enrolled_at     timestamptz,
    enrolled_from   text,
    ended_at        timestamptz
);
create unique index posts_name on posts (establishment, lower(name)) where ended_at is null;

-- The one browser of a post, by hashes of its cookie: the half that stays, the half that is replaced, and the one before it.
create table post_browsers (
    family    bytea       primary key,
    post      text        not null unique references posts (id),
    value     bytea       not null,
    previous  bytea,
    turned_at timestamptz not null,
    -- was the value in force shown since it was given?
    seen      boolean     not null
);
