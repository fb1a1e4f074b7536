-- One row: the secret under which pairwise subjects are made. Never changed: each application would see strangers.
create table pairwise_secret (
    one    boolean primary key default true check (one),
    secret bytea   not null check (length(secret) = 32)
);
