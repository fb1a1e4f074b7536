-- The RP ID under which keys were enrolled: another one would make every key useless. One row.
create table webauthn_relying_party (
    one   boolean primary key default true check (one),
    rp_id text    not null
);
