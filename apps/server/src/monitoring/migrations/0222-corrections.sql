-- A row is a value that a person changed or rejected: who, when, why, and what stood there. The observation keeps its former values as revisions.
create table corrections (
  id uuid primary key default gen_random_uuid(),
  site_id integer not null references sites (id) on delete cascade,
  resolution "char" not null,
  at timestamptz not null,
  factor text not null,
  statistic text not null,
  value double precision, -- null: the value is rejected and stays beside its mark
  reason text not null check (reason <> ''),
  corrected_by text not null,
  corrected_at timestamptz not null default clock_timestamp(),
  former double precision,
  former_flag text,
  applied_at timestamptz
);
create index corrections_site on corrections (site_id, at);
