-- A row says that `descendant` lies inside `ancestor` (or is it). Kept by triggers on regions; what every right by region reads.
create table region_closure (
  ancestor text not null references regions (id) on delete cascade,
  descendant text not null references regions (id) on delete cascade,
  primary key (ancestor, descendant)
);
create index region_closure_descendant on region_closure (descendant);

create function region_closure_rebuild() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from region_closure;
  insert into region_closure (ancestor, descendant)
  with recursive inside (ancestor, descendant) as (
    select id, id from regions
    union
    select inside.ancestor, regions.id from regions join inside on regions.parent_id = inside.descendant
  )
  select ancestor, descendant from inside;
  return null;
end $$;

create function region_closure_add() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into region_closure (ancestor, descendant)
  select new.id, new.id
  union
  select ancestor, new.id from region_closure where descendant = new.parent_id
  on conflict do nothing;
  return null;
end $$;

create trigger region_closure_add after insert on regions for each row execute function region_closure_add();
create trigger region_closure_rebuild after update of id, parent_id on regions execute function region_closure_rebuild();

insert into region_closure (ancestor, descendant)
with recursive inside (ancestor, descendant) as (
  select id, id from regions
  union
  select inside.ancestor, regions.id from regions join inside on regions.parent_id = inside.descendant
)
select ancestor, descendant from inside;

-- A row is a person with an account. People are never deleted, only made inactive: the audit trail names them.
create table people (
  id uuid primary key default gen_random_uuid(),
  login text not null check (login ~ '^[A-Za-z0-9][A-Za-z0-9._@-]{1,63}$'),
  name text not null check (length(name) between 1 and 80),
  language text not null default 'zh' check (language in ('zh', 'en')),
  active boolean not null default true,
  demo boolean not null default false, -- an account with a known password; a production start refuses it
  single_sign_on text unique, -- how the city's identity provider names this person
  created_at timestamptz not null default now()
);
create unique index people_login on people (lower(login));

-- A row gives a person a role in a unit. A session acts for one unit, with that unit's roles alone.
create table memberships (
  person_id uuid not null references people (id) on delete cascade,
  unit_id text not null references units (id),
  role text not null check (role in (
    'campaign-office', 'county-staff', 'park', 'department', 'monitoring-engineer', 'inspector', 'legal-reviewer', 'enterprise',
    'auditor', 'administrator'
  )),
  primary key (person_id, unit_id, role)
);
create index memberships_unit on memberships (unit_id);

-- 三权分立: who administers accounts does not audit, who audits does not administer.
create function memberships_separate_powers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.role in ('administrator', 'auditor') and exists (
    select 1 from memberships
    where person_id = new.person_id and role = case new.role when 'auditor' then 'administrator' else 'auditor' end
  ) then
    raise exception 'one person cannot be administrator and auditor' using errcode = 'check_violation', constraint = 'memberships_separate_powers';
  end if;
  return new;
end $$;
create trigger memberships_separate_powers before insert or update on memberships
  for each row execute function memberships_separate_powers();

-- A row holds what a person proves themselves with. The application's role for requests has no right on it.
create table credentials (
  person_id uuid primary key references people (id) on delete cascade,
  password_hash text, -- PHC string, argon2id; null: single sign-on only
  former_hashes text[] not null default '{}',
  password_changed_at timestamptz not null default now(),
  must_change boolean not null default false,
  totp_secret text, -- sealed with the key of the data folder
  totp_confirmed_at timestamptz,
  totp_last_step bigint -- a code is taken once
);

-- A row is a sign-in of a browser. Only the hash of its token is kept.
create table sessions (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  person_id uuid not null references people (id) on delete cascade,
  unit_id text not null references units (id),
  second_factor boolean not null default false,
  single_sign_on boolean not null default false,
  address text not null,
  agent text not null default '',
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index sessions_person on sessions (person_id) where ended_at is null;

-- A row is a token with which a machine works in a person's name, within `scopes`.
create table api_tokens (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  person_id uuid not null references people (id) on delete cascade,
  unit_id text not null references units (id),
  name text not null,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_tokens_person on api_tokens (person_id);

-- A row counts failed sign-ins under one name, whether or not such an account exists; `key` is the hash of the name.
create table login_throttle (
  key bytea primary key,
  failures integer not null,
  last_failed_at timestamptz not null,
  blocked_until timestamptz not null
);

-- A row publishes a record of a region: to the regions below it, or to everyone.
create table publications (
  subject_kind text not null check (subject_kind in ('campaign')),
  subject_id text not null,
  audience text not null check (audience in ('below', 'everyone')),
  published_at timestamptz not null default now(),
  primary key (subject_kind, subject_id)
);
