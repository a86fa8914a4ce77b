-- A row is one evaluation of one subject over one period by one standard, with what stood behind it.
create table evaluations (
  subject_kind text not null check (subject_kind in ('site', 'region')),
  subject_id text not null,
  standard text not null,
  edition text not null,
  period text not null check (period in ('hour', 'day', 'month', 'quarter', 'year')),
  starts date not null, -- first civil day of the period (hours are not stored)
  result jsonb not null,
  inputs integer not null,
  valid integer not null,
  simulated boolean not null default false,
  computed_at timestamptz not null default now(),
  primary key (subject_kind, subject_id, standard, edition, period, starts)
);

-- What must be computed again: written in the transaction that stores the data, emptied by the assessment worker.
create table assessment_dirty (
  site_id integer not null,
  day date not null,
  noted_at timestamptz not null default now(),
  primary key (site_id, day)
);
