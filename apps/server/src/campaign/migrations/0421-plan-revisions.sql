-- What a revised plan drops stays, with its reports and history; it is followed no longer.
alter table targets add column closed_at timestamptz, add column closed_reason text,
  add check ((closed_at is null) = (closed_reason is null));
alter table tasks add column closed_at timestamptz, add column closed_reason text,
  add check ((closed_at is null) = (closed_reason is null));

-- A row is a revised plan that a campaign was brought to. Rows are only ever added.
create table plan_revisions (
  id uuid primary key default gen_random_uuid(),
  campaign_id text not null references campaigns (id) on delete cascade,
  review_id uuid references reviews (id) on delete set null,
  title text not null,
  file_name text not null,
  sha256 text not null,
  replaced jsonb, -- the plan document that was followed before
  taken_by text not null,
  taken_at timestamptz not null default clock_timestamp()
);
create index plan_revisions_campaign on plan_revisions (campaign_id, taken_at);

-- A row is what a revision made of one target or task. Rows are only ever added.
create table item_changes (
  id uuid primary key default gen_random_uuid(),
  revision_id uuid not null references plan_revisions (id) on delete cascade,
  target_id text references targets (id) on delete cascade,
  task_id text references tasks (id) on delete cascade,
  did text not null check (did in ('taken', 'added', 'kept', 'dropped')),
  reason text,
  fields jsonb not null default '[]', -- field, before, after
  check (num_nonnulls(target_id, task_id) = 1),
  check (did <> 'dropped' or reason is not null)
);
create index item_changes_revision on item_changes (revision_id);
create index item_changes_target on item_changes (target_id);
create index item_changes_task on item_changes (task_id);
