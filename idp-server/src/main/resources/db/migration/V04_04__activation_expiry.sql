-- Expired rows are found without reading the others.
create index activation_codes_expires_at on activation_codes (expires_at);
create index activation_failures_last_at on activation_failures (last_at);
