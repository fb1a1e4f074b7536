-- Where a person is written to, and when that was verified.
alter table people add column email text, add column email_verified_at timestamptz;
