-- A count of wrong codes begins, and is over after its block: a trickle of mistakes must never add up to a block. Strangers' counts
-- of before are forgotten.
delete from activation_failures;
alter table activation_failures add column first_at timestamptz not null;
