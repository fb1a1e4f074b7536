-- The trail's door for a statement that writes a fact and its acts at once: one round trip, all or nothing.
create function record_acts(acts jsonb) returns bigint language sql as $$
    with done as (
        insert into trail (node, at, act, outcome, actor, person, client, session, authenticator, reason, reference, details)
        select node, at, act, outcome, actor, person, client, session, authenticator, reason, reference, details
        from jsonb_to_recordset(acts) as a (node text, at timestamptz, act text, outcome text, actor text, person text,
            client text, session text, authenticator text, reason text, reference text, details jsonb)
        returning 1)
    select count(*) from done
$$;

-- Secrets that all nodes share, by name, wrapped under the key-encryption key.
create table deployment_secrets (
    name    text  primary key,
    wrapped bytea not null
);
