-- What a grant carries besides its scopes: claims asked one by one, interfaces, the key it is bound to.
alter table refresh_families add column terms jsonb not null
    default '{"idTokenClaims":[],"userInfoClaims":[],"resources":[]}';
