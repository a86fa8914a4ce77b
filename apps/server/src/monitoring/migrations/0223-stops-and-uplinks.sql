-- A row is a time in which a source stood still (停产) as it declared or as was found: nothing is expected of its hours.
create table site_stops (
  id uuid primary key default gen_random_uuid(),
  site_id integer not null references sites (id) on delete cascade,
  from_at timestamptz not null,
  to_at timestamptz not null,
  reason text not null default '',
  noted_by text not null,
  noted_at timestamptz not null default now(),
  check (to_at > from_at)
);
create index site_stops_time on site_stops (site_id, from_at);

-- A row is what an upper platform has acknowledged of one device.
create table upstream_devices (
  upstream_id integer not null references upstreams (id) on delete cascade,
  mn text not null,
  delivered bigint not null default 0,
  last_delivered_at timestamptz not null default now(),
  day date not null, -- the civil day that delivered_of_day counts
  delivered_of_day integer not null default 0,
  primary key (upstream_id, mn)
);

-- who must answer: what the site names for the rule (its builder, its operator)
alter table alarms add column assigned_to text not null default '';
