-- Who presents the token before the current one within two seconds gets the current one again.
alter table refresh_families add column previous_hash bytea, add column replaced_at timestamptz;
comment on column refresh_families.previous_hash is 'hash of the token before the current one; null until the first rotation';
