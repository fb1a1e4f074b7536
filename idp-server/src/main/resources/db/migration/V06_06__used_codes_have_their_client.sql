-- Who redeemed a code, and the challenge that its verifier answered: nobody else ends what it gave by showing it again. Empty in rows
-- of a node that does not know these columns: such a code is refused and ends nothing.
alter table used_codes
    add column client    text not null default '',
    add column challenge text not null default '';
