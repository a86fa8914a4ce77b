-- A row is one delivery of records by another platform (a park's): who sent what when, and what became of it. Observations that it
-- brought or changed name it as their source.
create table platform_intakes (
  id uuid primary key default gen_random_uuid(),
  platform text not null,
  received_at timestamptz not null default now(),
  received_by text not null,
  sha256 text not null,
  records integer not null,
  observations integer not null, -- different observations in it
  changed integer not null, -- of them, those that were new or had other values
  firms integer not null,
  firms_changed integer not null,
  problems jsonb not null default '[]'
);
create index platform_intakes_recent on platform_intakes (received_at desc);
