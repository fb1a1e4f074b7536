-- The end of everybody's sessions ('everybody:') is told to applications like any other, and no grant of the same moment misses it: locks
-- as for a person, always everybody's first, then the person's, then the session's; rows in one order.

create or replace function logout_notices_become_due() returns trigger language plpgsql as $$
begin
    if new.sid = 'everybody:' then
        perform pg_advisory_xact_lock(hashtext('logout_everybody'), 0);
    elsif new.sid like 'person:%' then
        perform pg_advisory_xact_lock(hashtext('logout_persons'), hashtext(substr(new.sid, 8)));
    else
        perform pg_advisory_xact_lock(hashtext('logout_notices'), hashtext(new.sid));
    end if;
    if new.sid = 'everybody:' then
        update logout_notices n set state = 'DUE', due_at = new.ended_at, next_at = new.ended_at
        from (select session, client from logout_notices
            where state = 'WAITING' order by session, client for update) w
        where n.session = w.session and n.client = w.client;
    elsif new.sid like 'person:%' then
        update logout_notices n set state = 'DUE', due_at = new.ended_at, next_at = new.ended_at
        from (select session, client from logout_notices
            where state = 'WAITING' and person = substr(new.sid, 8)::uuid order by session, client for update) w
        where n.session = w.session and n.client = w.client;
    else
        update logout_notices n set state = 'DUE', due_at = new.ended_at, next_at = new.ended_at
        from (select session, client from logout_notices
            where state = 'WAITING' and session = new.sid order by session, client for update) w
        where n.session = w.session and n.client = w.client;
    end if;
    return null;
end $$;

create or replace function await_logout(sid text, application text, who uuid, opened timestamptz, at timestamptz, look timestamptz)
returns boolean language plpgsql as $$
declare over boolean;
begin
    perform pg_advisory_xact_lock_shared(hashtext('logout_everybody'), 0);
    perform pg_advisory_xact_lock_shared(hashtext('logout_persons'), hashtext(who::text));
    perform pg_advisory_xact_lock(hashtext('logout_notices'), hashtext(sid));
    over := exists (select 1 from ended_sessions e
        where e.sid = await_logout.sid or (e.sid in ('everybody:', 'person:' || who) and e.ended_at >= opened));
    insert into logout_notices (session, client, person, state, due_at, next_at)
    values (sid, application, who, case when over then 'DUE' else 'WAITING' end,
        case when over then at end, case when over then at else look end)
    on conflict (session, client) do nothing;
    return over;
end $$;
