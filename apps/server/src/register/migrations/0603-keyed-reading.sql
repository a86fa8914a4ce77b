-- Whoever reads a part of the register reads that part: entities of a kind by id, one's lists, who names a key, what meets a box.
create index entities_by_id on entities (kind, id);
create index list_entries_entity on list_entries (entity_id);
create index entity_versions_facts on entity_versions using gin (facts jsonb_path_ops);

-- The box of an entity holds all places where it ever was, so that a past day is looked up by it as well.
drop index entities_box;
create index entities_box on entities using gist (box(point(min_lon, min_lat), point(max_lon, max_lat)));
create function note_box() returns trigger language plpgsql as $$
begin
  new.min_lon := least(new.min_lon, old.min_lon);
  new.min_lat := least(new.min_lat, old.min_lat);
  new.max_lon := greatest(new.max_lon, old.max_lon);
  new.max_lat := greatest(new.max_lat, old.max_lat);
  return new;
end $$;
create trigger widen_box before update on entities for each row execute function note_box();

-- Notes of what must be judged again are only added, and taken by the one who judges: with a key, writers would wait for each other and
-- for the judge, who in turn refers to the entities they write.
alter table register_dirty drop constraint register_dirty_pkey;

-- The day as of which everything was judged last: as of another day, everybody is judged again, who was not in the register before too.
create table register_judged (
  one boolean primary key default true check (one),
  judged_on date not null
);

-- Row-level security keeps an index from being asked what lies in a box or holds a fact. These tell ids alone; whoever reads the entities
-- sees those that may be seen.
create function entity_ids_meeting(asked jsonb) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select found.id from jsonb_to_recordset(asked) as a (kind text, box double precision[])
  cross join lateral (
    select e.id, e.kind from entities e
    where box(point(e.min_lon, e.min_lat), point(e.max_lon, e.max_lat)) && box(point(a.box[1], a.box[2]), point(a.box[3], a.box[4]))
    offset 0) found -- each by the index, not all joined
  where found.kind = a.kind
$$;
create function entity_ids_naming(asked jsonb) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id from jsonb_to_recordset(asked) as a (kind text, fact text, value text)
  cross join lateral (
    select v.entity_id from entity_versions v where v.facts @> jsonb_build_object(a.fact, a.value) offset 0) found
  join entities e on e.id = found.entity_id and e.kind = a.kind
$$;
