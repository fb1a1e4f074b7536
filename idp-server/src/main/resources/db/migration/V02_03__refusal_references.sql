-- The reference that the last refused person of this row saw: what the help desk is told over the telephone.
alter table refusal_counts add column last_reference text;
create index refusal_counts_last_reference on refusal_counts (last_reference) where last_reference is not null;
