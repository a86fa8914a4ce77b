-- A row is one thing that a logger told beside measurements: a value in alarm (2071, 2072), a log, a state or a parameter (3020), the
-- number of an instrument (3019), a retained sample (3015), a start of its own (2081). The same again is the same row.
create table device_reports (
  mn text not null references devices (mn) on update cascade on delete cascade,
  site_id integer not null references sites (id) on delete cascade,
  at timestamptz not null, -- as it names the time; when it came where it names none
  cn text not null,
  subject text not null, -- the factor that it is about; '' for the logger itself
  item text not null, -- Ala, i11001, SN, RestartTime
  value text not null,
  received_at timestamptz not null default now()
);
create unique index device_reports_once on device_reports (mn, at, cn, subject, item, md5(value));
create index device_reports_site on device_reports (site_id, at);
