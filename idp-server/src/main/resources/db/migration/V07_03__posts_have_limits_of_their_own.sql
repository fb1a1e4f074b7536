-- Stricter than its class, in seconds; null and none: as its class. Servers of before add posts without, and don't hold to them.
alter table posts add column own_idle integer;
alter table posts add column own_kinds text[] not null default '{}';
