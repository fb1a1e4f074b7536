-- A means that somebody adds by one that they hold: by which, and when it ends at the latest.
alter table activation_codes add column vouched_by text references authenticators (id);
alter table activation_codes add column means_until timestamptz;
