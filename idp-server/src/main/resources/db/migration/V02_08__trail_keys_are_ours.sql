-- HMAC over the kid under a secret that is wrapped by the key-encryption key: whoever owns the database only can't add a key of their own.
alter table trail_keys add column proof bytea not null default '';
