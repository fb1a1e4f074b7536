-- The applications that sign people in. What is registered is read whole: one JSON document, validated before it is kept.
create table clients (
    id           text        primary key,
    application  jsonb       not null,
    changed_at   timestamptz not null
);
