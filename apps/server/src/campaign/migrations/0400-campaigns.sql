-- A row is one year's campaign of one region, made from a published plan.
create table campaigns (
  id text primary key,
  region_id text not null references regions (id),
  year integer not null,
  name_zh text not null,
  name_en text not null,
  default_at date,
  simulated boolean not null default false,
  created_at timestamptz not null default now()
);

-- A row is a plan document that a campaign was read from. `text` is absent when only the pack's facts are held.
create table plans (
  campaign_id text primary key references campaigns (id) on delete cascade,
  title text not null,
  issuer text,
  issued_on date,
  file_name text,
  sha256 text,
  text text,
  sections jsonb not null default '[]'
);

-- A row is one promise.
create table targets (
  id text primary key, -- campaign id + '/' + code
  campaign_id text not null references campaigns (id) on delete cascade,
  code text not null,
  theme text not null,
  subject_zh text not null,
  subject_en text not null,
  definition_zh text not null default '',
  definition_en text not null default '',
  kind text not null,
  tier text not null check (tier in ('binding', 'stretch')),
  promise text, -- targets of one promise in two tiers share this
  modality text,
  comparator text not null,
  value numeric,
  value_high numeric,
  unit text,
  unit_norm text,
  decimals integer not null default 0,
  baseline_year integer,
  deadline date,
  deadline_role text,
  population jsonb,
  needs_list boolean not null default false, -- 全部: a share of a list that must exist first
  delegated_to text, -- the number is set elsewhere; value stays null until it is entered
  number_owner text references units (id), -- who must see to it that the number is entered
  number_due date,
  condition_zh text,
  condition_en text,
  condition_met_on date, -- the day from which the condition holds; null: it does not yet
  restates text references targets (id) deferrable initially deferred,
  source_start integer,
  source_end integer,
  quote text,
  section_path jsonb not null default '[]',
  indicator text, -- null: reported by hand
  indicator_params jsonb not null default '{}',
  breakdown text not null default 'none' check (breakdown in ('sum', 'weighted', 'none')),
  sort integer not null default 0,
  unique (campaign_id, code)
);

create table target_units (
  target_id text not null references targets (id) on delete cascade,
  unit_id text not null references units (id),
  role text not null default 'responsible' check (role in ('lead', 'responsible', 'support')),
  primary key (target_id, unit_id)
);

-- A row is a number that was given for a target from outside the plan. Rows are only ever added; the newest of an origin counts.
create table target_numbers (
  id uuid primary key default gen_random_uuid(),
  target_id text not null references targets (id) on delete cascade,
  origin text not null check (origin in ('task-book', 'city')), -- of the level above, or the city's own
  value numeric not null,
  source text not null, -- the document that gives it
  given_on date,
  entered_by text not null,
  entered_at timestamptz not null default clock_timestamp()
);
create index target_numbers_target on target_numbers (target_id, origin, entered_at);

-- A row is one task with a deadline.
create table tasks (
  id text primary key,
  campaign_id text not null references campaigns (id) on delete cascade,
  code text not null,
  theme text not null,
  title_zh text not null,
  title_en text not null,
  starts date,
  deadline date, -- null: the end of the plan year stands in
  best_effort boolean not null default false,
  source_start integer,
  source_end integer,
  quote text,
  section_path jsonb not null default '[]',
  sort integer not null default 0,
  unique (campaign_id, code)
);

create table task_units (
  task_id text not null references tasks (id) on delete cascade,
  unit_id text not null references units (id),
  role text not null default 'responsible' check (role in ('lead', 'responsible', 'support')),
  primary key (task_id, unit_id)
);

-- A row is the part of a target that a region or unit holds.
create table allocations (
  id uuid primary key default gen_random_uuid(),
  target_id text not null references targets (id) on delete cascade,
  region_id text references regions (id),
  unit_id text references units (id),
  value numeric,
  weight numeric,
  check ((region_id is null) <> (unit_id is null))
);
create unique index allocations_holder on allocations (target_id, coalesce(region_id, ''), coalesce(unit_id, ''));

-- A row is a figure that a unit reported by hand, with its evidence. Reports are only ever added.
create table progress_reports (
  id uuid primary key default gen_random_uuid(),
  target_id text references targets (id) on delete cascade,
  task_id text references tasks (id) on delete cascade,
  allocation_id uuid references allocations (id) on delete cascade,
  as_of date not null,
  value numeric,
  total numeric check (total >= 0), -- size of the list, when the figure is a share of one; value is then the number done
  share numeric check (share between 0 and 1), -- of a task
  note text not null default '',
  evidence jsonb not null default '[]',
  simulated boolean not null default false,
  reported_by text not null,
  reported_at timestamptz not null default now(),
  check (num_nonnulls(target_id, task_id, allocation_id) = 1)
);
create index progress_reports_target on progress_reports (target_id, as_of);
create index progress_reports_task on progress_reports (task_id, as_of);

-- A row is the state of a target as it was computed for a day, kept with its inputs so that it can be redone.
create table target_states (
  target_id text not null references targets (id) on delete cascade,
  at date not null,
  state text not null,
  reason_zh text not null,
  reason_en text not null,
  current_value double precision,
  forecast jsonb,
  inputs jsonb not null,
  rule_edition text not null,
  simulated boolean not null default false,
  computed_at timestamptz not null default now(),
  primary key (target_id, at)
);
