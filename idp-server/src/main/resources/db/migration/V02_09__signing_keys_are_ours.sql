-- As of the trail's keys: a public key that only somebody in the database put there verifies nothing. Rows of servers before this version
-- have no proof; they prove themselves by their private half, which the key-encryption key opens, or by being in the token.
alter table signing_keys add column proof bytea not null default '';
