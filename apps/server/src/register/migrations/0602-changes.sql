-- A row says that something of a kind changed ('*': a definition or a region), so that whoever remembers what the register says
-- can tell that it no longer does. A row's id never comes again: the ids of a kind together stand for one content. Written by the
-- triggers below in the transaction of the change; the register worker replaces many rows by one.
create table register_changes (
  id uuid primary key default gen_random_uuid(),
  kind text not null
);
create index register_changes_kind on register_changes (kind);
insert into register_changes (kind) values ('*');

create function note_entities_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into register_changes (kind) select distinct kind from changed;
  return null;
end $$;

create function note_of_entities_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into register_changes (kind) select distinct e.kind from changed c join entities e on e.id = c.entity_id;
  return null;
end $$;

create function note_definitions_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into register_changes (kind) values ('*');
  return null;
end $$;

do $$ declare t record; begin
  for t in select * from (values ('entities', 'note_entities_changed'), ('entity_versions', 'note_of_entities_changed'),
    ('evidence', 'note_of_entities_changed'), ('list_entries', 'note_of_entities_changed')) as v (name, noting)
  loop
    execute format('create trigger note_inserted after insert on %I referencing new table as changed execute function %I()', t.name, t.noting);
    execute format('create trigger note_updated after update on %I referencing new table as changed execute function %I()', t.name, t.noting);
    execute format('create trigger note_deleted after delete on %I referencing old table as changed execute function %I()', t.name, t.noting);
    execute format('create trigger note_truncated after truncate on %I execute function note_definitions_changed()', t.name);
  end loop;
  for t in select unnest(array['entity_kinds', 'obligation_rules', 'limit_libraries', 'regions']) as name
  loop
    execute format('create trigger note_changed after insert or update or delete or truncate on %I execute function note_definitions_changed()', t.name);
  end loop;
end $$;
