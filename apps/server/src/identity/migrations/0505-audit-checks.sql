-- A row is one run over the whole audit trail: what it found, and where the chain ended.
create table audit_checks (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  asked_by text not null check (asked_by in ('schedule', 'command')),
  seconds double precision not null,
  links bigint not null,
  entries bigint not null,
  head_position bigint,
  head_hash text,
  fault_count integer not null,
  faults jsonb not null -- the first of them
);
create index audit_checks_at on audit_checks (at desc);
