-- The secret of pairwise names is wrapped now: deployment_secrets, 'pairwise'. The clear one is marked when it is wrapped and goes a
-- day later, so that servers before this version can be replaced one by one.
alter table pairwise_secret add column wrapped_at timestamptz;

-- A server of before would draw a new secret once the old one is gone, and every application would see strangers.
create function refuse_another_pairwise_secret() returns trigger language plpgsql as $$
begin
    if not exists (select from pairwise_secret) and exists (select from deployment_secrets where name = 'pairwise') then
        raise exception 'the secret of pairwise names is wrapped: this server is older than its database';
    end if;
    return new;
end $$;
create trigger refuse_another_pairwise_secret before insert on pairwise_secret
    for each row execute function refuse_another_pairwise_secret();
