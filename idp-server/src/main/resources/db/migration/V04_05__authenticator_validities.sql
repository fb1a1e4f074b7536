-- Whether authenticators may be used, for statements that read more in one round trip; an unknown id is left out.
create function authenticator_validities(ids jsonb) returns jsonb language sql stable as $$
    select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'state', a.state, 'endsAt', a.ends_at)), '[]')
    from authenticators a where a.id in (select jsonb_array_elements_text(ids))
$$;
