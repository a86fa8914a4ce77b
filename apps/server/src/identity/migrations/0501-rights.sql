-- Who asks, as the transaction was told by set_config('qinglan.…', …, true), and what they reach. Policies call these inside
-- `(select …)`, so that each is computed once a query and not once a row.
create schema rights;

create function rights.setting(name text) returns text language sql stable as
$$ select nullif(current_setting('qinglan.' || name, true), '') $$;
create function rights.person() returns uuid language sql stable as $$ select rights.setting('person')::uuid $$;
create function rights.unit() returns text language sql stable as $$ select rights.setting('unit') $$;
create function rights.region() returns text language sql stable as $$ select rights.setting('region') $$;
create function rights.has(variadic roles text[]) returns boolean language sql stable as
$$ select coalesce(string_to_array(rights.setting('roles'), ',') && roles, false) $$;

-- An officer is anyone but an enterprise: what lies in their region is theirs to see.
create function rights.officer() returns boolean language sql stable as
$$ select rights.has('campaign-office', 'county-staff', 'park', 'department', 'monitoring-engineer', 'inspector', 'legal-reviewer',
  'auditor', 'administrator') $$;

-- The regions that lie inside the officer's own, itself included; all of them for the unit that administers the installation ('*').
create function rights.regions() returns setof text language sql stable security definer set search_path = public, pg_temp as
$$ select descendant from region_closure
  where rights.officer() and (ancestor = rights.region() or (rights.region() = '*' and ancestor = descendant)) $$;

-- True for an officer of the topmost region in use: no region lies beside theirs.
create function rights.everywhere() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select rights.officer() and rights.region() is not null and (rights.region() = '*' or not exists (
    select 1 from regions
    where id not in (select descendant from region_closure where ancestor = rights.region())
      and id not in (select ancestor from region_closure where descendant = rights.region())
  ))
$$;

-- The units that lie in those regions; those of no region belong to who reaches everything.
create function rights.units() returns setof text language sql stable security definer set search_path = public, pg_temp as $$
  select id from units
  where region_id in (select rights.regions()) or (region_id is null and rights.everywhere())
$$;

-- Campaigns that a region above published to those below it, or anyone to everyone.
create function rights.published_campaigns() returns setof text language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from publications p join campaigns c on c.id = p.subject_id
  where p.subject_kind = 'campaign' and rights.person() is not null and (
    p.audience = 'everyone'
    or (rights.officer() and exists (
      select 1 from region_closure r where r.ancestor = c.region_id and r.descendant = rights.region()))
  )
$$;

-- Regions whose environmental quality is shared with the person, because the figures of a campaign published to them rest on it.
create function rights.shared_regions() returns setof text language sql stable security definer set search_path = public, pg_temp as $$
  select distinct r.descendant from campaigns c join region_closure r on r.ancestor = c.region_id
  where c.id in (select rights.published_campaigns())
$$;

-- Targets and tasks that the person's unit answers for, published or not.
create function rights.own_targets() returns setof text language sql stable security definer set search_path = public, pg_temp as $$
  select target_id from target_units where unit_id = rights.unit()
  union select target_id from allocations where unit_id = rights.unit()
$$;
create function rights.own_tasks() returns setof text language sql stable security definer set search_path = public, pg_temp as
$$ select task_id from task_units where unit_id = rights.unit() $$;

-- Campaigns of the officer's own region and below: those they may change, if their role may.
create function rights.own_campaigns() returns setof text language sql stable security definer set search_path = public, pg_temp as
$$ select id from campaigns where region_id in (select rights.regions()) $$;

-- People who hold a role in a unit outside the administrator's region: not theirs to change.
create function rights.people_elsewhere() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select person_id from memberships where unit_id not in (select rights.units())
$$;

-- Which text of rights stands in the database.
create table rights_edition (sha256 text primary key);
