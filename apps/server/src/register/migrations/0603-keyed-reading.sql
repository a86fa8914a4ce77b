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
