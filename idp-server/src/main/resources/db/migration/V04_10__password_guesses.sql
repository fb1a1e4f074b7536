-- Tries of a password and a code, by whom they were for, known or not: what can be guessed is counted where nothing is lost. A node of
-- the version before knows no passwords.
create table password_guesses (
    -- HMAC-SHA-256 under a secret of this deployment
    whose   bytea       primary key,
    tries   integer     not null,
    last_at timestamptz not null
);
create index password_guesses_last_at on password_guesses (last_at);
