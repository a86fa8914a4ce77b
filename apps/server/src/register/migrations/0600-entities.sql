-- A row is an entity of a kind (a tank, a firm, a plot, a zone) as it is now. Its kind's file says which facts it has.
create table entities (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  key text not null,
  name text not null,
  region_id text references regions (id),
  unit_id text references units (id),
  facts jsonb not null default '{}',
  state text,
  geometry jsonb,
  min_lon double precision,
  min_lat double precision,
  max_lon double precision,
  max_lat double precision,
  entered_on date not null,
  left_on date, -- out of the register, kept for its history
  version integer not null default 1,
  simulated boolean not null default false,
  unique (kind, key)
);
create index entities_region on entities (region_id, kind);
create index entities_box on entities (kind, min_lon, max_lon, min_lat, max_lat);

-- A row is what an entity was from one change to the next. `effective_on` is the civil day from which it holds (an approval date).
create table entity_versions (
  entity_id uuid not null references entities (id) on delete cascade,
  version integer not null,
  facts jsonb not null,
  state text,
  geometry jsonb,
  left_on date,
  effective_on date not null,
  reason text not null default '',
  changed_by text not null,
  changed_at timestamptz not null default now(),
  primary key (entity_id, version)
);

-- A row is a piece of evidence for a duty of an entity: a device, a document, something done or published.
create table evidence (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references entities (id) on delete cascade,
  type text not null check (type in ('device', 'document', 'action', 'disclosure')),
  duty text not null,
  occurred_on date not null,
  until_on date,
  site_id integer references sites (id), -- a device that reports: its last valid data come from observations
  last_data_on date,
  data jsonb not null default '{}',
  recorded_by text not null,
  recorded_at timestamptz not null default now()
);
create index evidence_entity on evidence (entity_id, duty);

-- A row is an edition of a rule. Kinds and rules come from packs; a city may save editions of its own.
create table obligation_rules (
  rule text not null,
  edition text not null,
  row_id text not null,
  definition jsonb not null,
  saved_by text not null,
  saved_at timestamptz not null default now(),
  primary key (rule, edition)
);

create table entity_kinds (
  kind text primary key,
  definition json not null -- json keeps the order of the facts, which is that of the columns
);

-- A row is what a rule says of an entity as last evaluated, with the facts that decided.
create table obligations (
  entity_id uuid not null references entities (id) on delete cascade,
  rule text not null,
  edition text not null,
  bound text not null check (bound in ('yes', 'no', 'unknown')),
  status text not null check (status in ('fulfilled', 'open', 'late', 'none')),
  due date,
  cited jsonb not null,
  why text,
  duties jsonb not null,
  evaluated_on date not null,
  evaluated_at timestamptz not null default now(),
  primary key (entity_id, rule)
);
create index obligations_rule on obligations (rule, bound, status);

-- Entities that must be judged again: written with the change, emptied by the evaluation.
create table register_dirty (
  entity_id uuid primary key,
  noted_at timestamptz not null default now()
);

-- A row is a published batch of a list (名录): a snapshot with its hash.
create table list_batches (
  list text not null,
  batch integer not null,
  title text not null,
  published_on date not null,
  snapshot jsonb not null,
  sha256 text not null,
  published_by text not null,
  primary key (list, batch)
);

-- A row is an entity's stay on a list: entered with one batch, left with another.
create table list_entries (
  list text not null,
  entity_id uuid not null references entities (id) on delete cascade,
  entered_on date not null,
  entered_batch integer not null,
  left_on date,
  left_batch integer,
  reason text not null default '',
  primary key (list, entity_id, entered_on)
);
