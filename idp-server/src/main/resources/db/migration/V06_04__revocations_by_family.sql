-- A token's id begins with its family's: all marks of a family are read at once.
alter table revocations add column family text
    generated always as (split_part(split_part(mark, ':', 2), '.', 1)) stored;
create index revocations_family on revocations (family);
