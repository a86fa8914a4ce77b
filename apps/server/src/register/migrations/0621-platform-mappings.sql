-- A row is how a platform writes its records, as an engineer brought it; those of the packs stand in their files.
create table platform_mappings (
  platform text primary key,
  definition jsonb not null,
  saved_by text not null,
  saved_at timestamptz not null default now()
);
