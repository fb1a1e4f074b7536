-- Who must hear that a session has ended: a row for each application that received tokens in it and has a logout address, from
-- that moment on. Redis may forget a session; its applications stand here.
create table logout_notices (
    session     text        not null,
    client      text        not null,
    person      uuid        not null,
    state       text        not null check (state in ('WAITING', 'DUE', 'DELIVERED', 'REFUSED', 'FAILED')),
    tries       int         not null default 0,
    last_status int,
    due_at      timestamptz,
    next_at     timestamptz not null,
    settled_at  timestamptz,
    primary key (session, client)
);
comment on column logout_notices.next_at is 'WAITING: when to look whether the session is still there; DUE: when to try next';
create index logout_notices_waiting on logout_notices (next_at) where state = 'WAITING';
create index logout_notices_waiting_person on logout_notices (person) where state = 'WAITING';
create index logout_notices_due on logout_notices (client, next_at) where state = 'DUE';
create index logout_notices_settled_at on logout_notices (settled_at) where settled_at is not null;

-- The end of a session is one fact wherever it is written, so its notices become due with it: nothing that ends sessions can forget them.
create function logout_notices_become_due() returns trigger language plpgsql as $$
begin
    if new.sid like 'person:%' then
        update logout_notices set state = 'DUE', due_at = new.ended_at, next_at = new.ended_at
        where state = 'WAITING' and person = substr(new.sid, 8)::uuid;
    else
        perform pg_advisory_xact_lock(hashtext('logout_notices'), hashtext(new.sid));
        update logout_notices set state = 'DUE', due_at = new.ended_at, next_at = new.ended_at
        where state = 'WAITING' and session = new.sid;
    end if;
    return null;
end $$;
create trigger logout_notices_become_due after insert or update on ended_sessions
    for each row execute function logout_notices_become_due();

-- The lock keeps apart an end and a grant of the same moment: whichever comes second sees the other.
create function await_logout(sid text, application text, who uuid, opened timestamptz, at timestamptz, look timestamptz)
returns boolean language plpgsql as $$
declare over boolean;
begin
    perform pg_advisory_xact_lock(hashtext('logout_notices'), hashtext(sid));
    over := exists (select 1 from ended_sessions e
        where e.sid = await_logout.sid or (e.sid = 'person:' || who and e.ended_at >= opened));
    insert into logout_notices (session, client, person, state, due_at, next_at)
    values (sid, application, who, case when over then 'DUE' else 'WAITING' end,
        case when over then at end, case when over then at else look end)
    on conflict (session, client) do nothing;
    return over;
end $$;
