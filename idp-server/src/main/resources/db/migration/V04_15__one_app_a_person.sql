-- A person has one app: of two enrolled at once the later one stays. A node of the version before looks itself, and misses what comes at once.
lock table authenticators in share row exclusive mode;
with earlier as (
    select id from (
        select id, row_number() over (partition by person order by enrolled_at desc, id desc) as place
        from authenticators where kind = 'totp' and state <> 'REVOKED') as held
    where place > 1),
revoked as (
    update authenticators set state = 'REVOKED' where id in (select id from earlier) returning id)
insert into authenticator_states (authenticator, state, at) select id, 'REVOKED', now() from revoked;
create unique index authenticators_one_app on authenticators (person) where kind = 'totp' and state <> 'REVOKED';
