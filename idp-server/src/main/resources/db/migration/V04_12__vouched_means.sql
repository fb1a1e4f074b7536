-- A means that its holder added: by which other one, and the level that this one reached at that moment, which the new one never passes.
alter table authenticators add column vouched_by text references authenticators (id);
alter table authenticators add column vouched_level text;
alter table activation_codes add column vouched_level text;
