-- The trail. A row is inserted unchained, in the transaction of the fact it tells; the node's sealer chains it later in
-- trail_seals. Neither is ever changed or removed.
create table trail (
    id            bigint generated always as identity primary key,
    node          text        not null,
    at            timestamptz not null,
    act           text        not null,
    outcome       text        not null,
    actor         text,
    person        text,
    client        text,
    session       text,
    authenticator text,
    reason        text,
    reference     text,
    details       jsonb       not null default '{}'
);
create index trail_person on trail (person, at);
create index trail_reference on trail (reference) where reference is not null;

-- What the sealer has still to chain. By row, not "after the last id": a row with a lower id may commit later.
create table trail_unsealed (
    trail_id bigint primary key,
    node     text   not null
);

create function note_unsealed() returns trigger language plpgsql as $$
begin
    insert into trail_unsealed select id, node from added;
    return null;
end $$;

create trigger trail_note_unsealed after insert on trail
    referencing new table as added for each statement execute function note_unsealed();

-- previous_hash of a node's first row is 32 zero bytes; hash = SHA-256(previous_hash || canonical JSON of the row).
create table trail_seals (
    node          text   not null,
    position      bigint not null,
    trail_id      bigint not null unique references trail (id),
    previous_hash bytea  not null,
    hash          bytea  not null,
    primary key (node, position)
);

-- Refusals before a client or a person is proved: one row a source and minute, so that strangers can't fill the trail.
create table refusal_counts (
    minute  timestamptz not null,
    source  text        not null,
    act     text        not null,
    reason  text        not null,
    refused bigint      not null,
    primary key (minute, source, act, reason)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the trail is append-only';
end $$;

create trigger trail_append_only before update or delete or truncate on trail
    for each statement execute function refuse_change();
create trigger trail_seals_append_only before update or delete or truncate on trail_seals
    for each statement execute function refuse_change();
