-- When a key signs is a fact, not a flag that somebody sets in time: every node switches by the same instant. state is the last
-- one that the trail tells of. wrapped is null for a key held by a PKCS#11 token, and once the key is revoked.
drop index signing_keys_active;
alter table signing_keys alter column wrapped drop not null;
alter table signing_keys add column active_at timestamptz;
alter table signing_keys add column revoked_at timestamptz;
update signing_keys set active_at = made_at;
alter table signing_keys alter column active_at set not null;
