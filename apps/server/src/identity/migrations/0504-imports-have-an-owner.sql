-- Who took a file in, for which unit and region. Null: the system.
alter table imports
  add column person_id uuid references people (id),
  add column unit_id text references units (id),
  add column region_id text references regions (id);
create index imports_region on imports (region_id, started_at desc);
