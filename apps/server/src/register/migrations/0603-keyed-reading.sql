-- Whoever reads a part of the register reads that part: entities of a kind by id, what meets a box, who names a key, one's lists.
create index entities_by_id on entities (kind, id);
create index list_entries_entity on list_entries (entity_id);
