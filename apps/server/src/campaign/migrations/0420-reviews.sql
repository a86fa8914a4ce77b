-- A row is a plan document under review: its text and what the reader found in it. Items are these with the steps played over them.
create table reviews (
  id uuid primary key default gen_random_uuid(),
  region_id text not null references regions (id),
  title text not null,
  file_name text not null,
  sha256 text not null,
  year integer,
  text text not null,
  reading jsonb not null,
  campaign_id text references campaigns (id) on delete set null, -- the campaign made of it
  created_by text not null,
  created_at timestamptz not null default now()
);
create index reviews_region on reviews (region_id, created_at desc);

-- A row is one step of a reviewer. Rows are only ever added; an undo is a step of its own.
create table review_steps (
  review_id uuid not null references reviews (id) on delete cascade,
  number integer not null,
  step jsonb not null,
  taken_by text not null,
  taken_at timestamptz not null default clock_timestamp(),
  primary key (review_id, number)
);
