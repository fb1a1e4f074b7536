-- A model whose keys can be used without their holder being verified; its standing is COMPROMISED for servers that know no other word.
alter table key_models add column bypassed boolean not null default false;
