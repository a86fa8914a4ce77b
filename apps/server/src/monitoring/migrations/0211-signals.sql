-- A row is a commit's observations of one site that no rule has looked at yet, from the earliest of them on. Rows are only added and taken
-- away, so that the gateway never waits for the rules.
create table signal_pending (
  id bigint generated always as identity primary key,
  site_id integer not null,
  resolution "char" not null,
  from_at timestamptz not null
);

-- A row is how far one rule (a signal, a limit, silence) has looked at one site, and what it remembers.
create table signal_states (
  site_id integer not null references sites (id) on delete cascade,
  rule text not null,
  up_to timestamptz not null,
  state jsonb not null,
  primary key (site_id, rule)
);

-- A row is a limit that a permit or a standard sets for one factor at one site; a value above `high` or below `low` is over it.
create table site_limits (
  site_id integer not null references sites (id) on delete cascade,
  factor text not null,
  low double precision,
  high double precision,
  -- what the instrument can measure: a value outside is none
  range_low double precision,
  range_high double precision,
  source text not null default '',
  primary key (site_id, factor)
);

-- A row is an hour (or day) whose mean was over its limit: once per hour, however often it is sent.
create table exceedances (
  site_id integer not null references sites (id) on delete cascade,
  factor text not null,
  resolution "char" not null,
  at timestamptz not null,
  value double precision not null,
  low double precision,
  high double precision,
  primary key (site_id, factor, resolution, at)
);

-- A row is something wrong at a site from `began_at` on, until it ends and a person closes it. Repeats of the same rule merge into the open one.
create table alarms (
  id uuid primary key default gen_random_uuid(),
  site_id integer not null references sites (id) on delete cascade,
  rule text not null,
  subject text not null default '', -- what at the site: a factor, a number plate
  severity smallint not null check (severity between 1 and 3),
  state text not null default 'open' check (state in ('open', 'acknowledged', 'closed')),
  name_zh text not null,
  name_en text not null,
  detail jsonb not null default '{}',
  repeats integer not null default 1,
  began_at timestamptz not null,
  raised_at timestamptz not null,
  last_at timestamptz not null,
  ended_at timestamptz, -- the condition no longer holds
  acknowledged_by text,
  acknowledged_at timestamptz,
  closed_by text,
  closed_at timestamptz,
  note text not null default ''
);
create unique index alarms_open on alarms (site_id, rule, subject) where state <> 'closed';
create index alarms_recent on alarms (raised_at desc);

-- A row is something a camera or an inspector saw at a site (a truck, a wash, an uncovered load), by the sender's own key.
create table site_events (
  site_id integer not null references sites (id) on delete cascade,
  kind text not null,
  key text not null,
  at timestamptz not null,
  facts jsonb not null,
  received_at timestamptz not null default now(),
  primary key (site_id, kind, key)
);
create index site_events_time on site_events (site_id, at);
