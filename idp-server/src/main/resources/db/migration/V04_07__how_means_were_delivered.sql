-- How a means reached its holder, and whether the holder was known to be in the RPPS. A node of the version before writes neither:
-- then it is unknown, and the level is low.
alter table activation_codes
    add column delivery   text not null default 'UNKNOWN',
    add column rpps_check text not null default 'NOT_CHECKED';
alter table authenticators
    add column delivery   text not null default 'UNKNOWN',
    add column rpps_check text not null default 'NOT_CHECKED';

-- What the ways to verify an identity implied until now.
update activation_codes set delivery = case when evidence_method = 'FACE_TO_FACE' then 'IN_PERSON' else 'ONLINE_BOUND' end
    where evidence_method in ('FACE_TO_FACE', 'PSC', 'EIDAS_SUBSTANTIAL');
update authenticators set delivery = case when evidence_method = 'FACE_TO_FACE' then 'IN_PERSON' else 'ONLINE_BOUND' end
    where evidence_method in ('FACE_TO_FACE', 'PSC', 'EIDAS_SUBSTANTIAL');
