-- true: an alarm of the logger's own that no rule has looked at yet
alter table device_reports add column unheard boolean not null default false;
create index device_reports_unheard on device_reports (at, mn) where unheard;
