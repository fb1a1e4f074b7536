-- Does the key name its holder by itself (a discoverable credential)? Servers of before asked for no other.
alter table authenticators add column discoverable text not null default 'YES';
-- what one of them adds from now on it does not look at
alter table authenticators alter column discoverable set default 'UNKNOWN';

create or replace function authenticator_facts(a authenticators) returns jsonb language sql stable as $$
    select jsonb_build_object(
        'model', a.model, 'backup', a.backup,
        'transports', to_jsonb(array_remove(string_to_array(a.transports, ' '), '')),
        'hardware', coalesce(m.hardware, false),
        'certification', coalesce(m.certification, 'NONE'),
        'standing', coalesce(m.standing, 'UNLISTED'),
        'discoverable', a.discoverable)
    from (select 1) as always left join key_models m on m.model = a.model
$$;
