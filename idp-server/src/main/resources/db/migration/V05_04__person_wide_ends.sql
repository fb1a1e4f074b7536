-- An end of all sessions of a person took no lock that a grant takes: a grant of the same moment saw no end, and the end no notice of it;
-- the application heard only when the session was over by age. Now both take the person's lock, grants together, an end alone; always
-- before the session's, so that nobody waits in a circle. An end holds it until its transaction is over: only grants of who leaves wait.

create or replace function logout_notices_become_due() returns trigger language plpgsql as $$
begin
    if new.sid like 'person:%' then
        perform pg_advisory_xact_lock(hashtext('logout_persons'), hashtext(substr(new.sid, 8)));
        update logout_notices n set state = 'DUE', due_at = new.ended_at, next_at = new.ended_at
        from (select session, client from logout_notices
            where state = 'WAITING' and person = substr(new.sid, 8)::uuid order by session, client for update) w
        where n.session = w.session and n.client = w.client;
    else
        perform pg_advisory_xact_lock(hashtext('logout_notices'), hashtext(new.sid));
        update logout_notices set state = 'DUE', due_at = new.ended_at, next_at = new.ended_at
        where state = 'WAITING' and session = new.sid;
    end if;
    return null;
end $$;

create or replace function await_logout(sid text, application text, who uuid, opened timestamptz, at timestamptz, look timestamptz)
returns boolean language plpgsql as $$
declare over boolean;
begin
    perform pg_advisory_xact_lock_shared(hashtext('logout_persons'), hashtext(who::text));
    perform pg_advisory_xact_lock(hashtext('logout_notices'), hashtext(sid));
    over := exists (select 1 from ended_sessions e
        where e.sid = await_logout.sid or (e.sid = 'person:' || who and e.ended_at >= opened));
    insert into logout_notices (session, client, person, state, due_at, next_at)
    values (sid, application, who, case when over then 'DUE' else 'WAITING' end,
        case when over then at end, case when over then at else look end)
    on conflict (session, client) do nothing;
    return over;
end $$;
