-- In which session an application redeemed a code: only such an application reports that its person is there. Empty in rows of a node
-- that does not know the column: its sessions take no reports, and end by idleness as before.
alter table used_codes add column session text not null default '';
create index used_codes_session on used_codes (session);
