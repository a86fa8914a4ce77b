-- A row is an administrative region or a park; `id` is the official code (GB/T 2260) or a code of the city's own for parks.
create table regions (
  id text primary key,
  parent_id text references regions (id),
  kind text not null check (kind in ('country', 'province', 'city', 'county', 'town', 'park')),
  name_zh text not null,
  name_en text not null,
  geometry jsonb, -- GeoJSON geometry, degrees
  sort integer not null default 0
);
create index regions_parent on regions (parent_id);

-- A row is a unit that can be responsible for something: a bureau, a department, a government, an enterprise.
create table units (
  id text primary key,
  region_id text references regions (id),
  kind text not null check (kind in ('government', 'bureau', 'department', 'park', 'enterprise', 'other')),
  name_zh text not null,
  name_en text not null
);
create index units_region on units (region_id);
