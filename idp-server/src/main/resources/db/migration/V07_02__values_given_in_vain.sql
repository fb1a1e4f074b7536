-- A value that replaced another and was never shown: its answer may only be late. A server of before leaves it as it is.
alter table post_browsers add column skipped bytea;
