-- A session that was ended stays ended, even when Redis comes back with an older copy of it.
-- Rows may go once expires_at has passed: the session would be over by age.
create table ended_sessions (
    sid        text        primary key,
    ended_at   timestamptz not null,
    expires_at timestamptz not null
);
create index ended_sessions_expires_at on ended_sessions (expires_at);
