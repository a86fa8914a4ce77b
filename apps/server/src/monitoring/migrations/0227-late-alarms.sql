-- Data that are taken in from a file may be years old. What they show is kept and told apart: no alarm of tonight.
alter table signal_pending add column imported boolean not null default false;
alter table alarm_episodes add column late boolean not null default false;
-- true: found in old data of a file, closed from the first; one for each rule and subject
alter table alarms add column late boolean not null default false;
create unique index alarms_late on alarms (site_id, rule, subject) where late;
