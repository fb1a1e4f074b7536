-- When housekeeping last came by, and when time last leapt between two rounds: what is removed for good needs steady time. One row.
create table housekeeping_time (
    one      boolean     primary key default true check (one),
    seen_at  timestamptz not null,
    leapt_at timestamptz
);
