-- A row is a place where something is measured.
create table sites (
  id integer generated always as identity primary key,
  code text not null unique,
  kind text not null check (kind in ('air-station', 'water-section', 'water-source', 'source-outlet')),
  name_zh text not null,
  name_en text not null,
  region_id text references regions (id),
  unit_id text references units (id),
  lon double precision,
  lat double precision,
  attributes jsonb not null default '{}',
  simulated boolean not null default false
);
create index sites_region on sites (region_id, kind);

-- Other names under which a site appears in files (renamed stations, suffixes).
create table site_aliases (
  alias text primary key,
  site_id integer not null references sites (id) on delete cascade
);

-- A row names what stands at each position of observations.values: [{factor, statistic, unit}].
create table layouts (
  id integer generated always as identity primary key,
  key text not null unique, -- name of the family of factors (air, water), or the canonical text of the channels of a packet
  channels jsonb not null -- grows at its end only, so that stored rows keep their meaning
);

-- A row is one import of a file (or one batch of a sender).
create table imports (
  id uuid primary key,
  file_name text not null,
  sha256 text,
  mapping text not null,
  mode text not null check (mode in ('all-or-nothing', 'skip-and-report')),
  status text not null check (status in ('running', 'done', 'refused', 'failed')),
  rows bigint not null default 0,
  accepted bigint not null default 0,
  rejected bigint not null default 0,
  inserted bigint not null default 0,
  changed bigint not null default 0,
  unchanged bigint not null default 0,
  simulated boolean not null default false,
  started_at timestamptz not null default now(),
  finished_at timestamptz
);

create table import_problems (
  import_id uuid not null references imports (id) on delete cascade,
  line bigint not null,
  column_name text not null,
  value text not null,
  reason_zh text not null,
  reason_en text not null
);
create index import_problems_import on import_problems (import_id, line);

-- A row is what one site measured at one time. `at` is the end of an hour, the start of a day or month (China Standard Time).
-- `values` stops at the last position that says anything. `flags` has one letter per value (see flags.ts); null: numbers are ordinary
-- and absent values were not measured.
create table observations (
  site_id integer not null,
  resolution "char" not null, -- i minute, h hour, s sample, d day, m month
  at timestamptz not null,
  layout_id integer not null,
  values double precision[] not null,
  flags text,
  simulated boolean not null default false,
  source uuid, -- the import
  received_at timestamptz not null default now(),
  primary key (site_id, resolution, at, layout_id)
) partition by range (at);

-- One partition per year, cut at midnight UTC. Further years are attached by their first writer; there is no default partition,
-- because attaching beside one would lock its readers out.
do $$
begin
  for year in 2010..2035 loop
    execute format('create table observations_y%s partition of observations for values from (%L) to (%L)',
      year, year || '-01-01 00:00:00+00', (year + 1) || '-01-01 00:00:00+00');
  end loop;
end $$;

-- A row is a former value of an observation that was sent again with other values.
create table observation_revisions (
  site_id integer not null,
  resolution "char" not null,
  at timestamptz not null,
  layout_id integer not null,
  values double precision[] not null,
  flags text,
  source uuid,
  received_at timestamptz not null,
  replaced_at timestamptz not null default now()
);
create index observation_revisions_key on observation_revisions (site_id, resolution, at);
