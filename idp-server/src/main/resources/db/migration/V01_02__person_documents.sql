-- A person as one JSON document, for statements that read more than the person in one round trip.
create function person_document(wanted uuid) returns jsonb language sql stable as $$
    select to_jsonb(p) || jsonb_build_object('identifiers', coalesce((
        select jsonb_agg(jsonb_build_object('type', i.type, 'value', i.value, 'authority', nullif(i.authority, ''),
            'verifiedAt', i.verified_at, 'verifiedBy', i.verified_by) order by i.type, i.authority, i.value)
        from identifiers i where i.person = p.id), '[]'))
    from people p where p.id = wanted
$$;
