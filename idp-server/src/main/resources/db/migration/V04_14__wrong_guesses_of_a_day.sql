-- When the last wrong tries were, at most 20, or 5 in the own session: what a right one clears is the wait, not how many a day had (RIE v1 EXI 25). A node of the
-- version before forgets them with the row, as it did.
alter table password_guesses add column wrong timestamptz[] not null default '{}';
