-- A row is a code that stands in for a lost second factor, once. Codes are random and long, so that a plain hash keeps them.
create table recovery_codes (
  person_id uuid not null references people (id) on delete cascade,
  hash bytea not null,
  made_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (person_id, hash)
);
