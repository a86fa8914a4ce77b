-- Row-level security keeps an index from being asked what lies in a box or holds a fact. These tell ids alone; whoever reads the entities
-- sees those that may be seen.
drop function if exists entity_ids_meeting(jsonb), entity_ids_naming(jsonb);
create function rights.entity_ids_meeting(asked jsonb) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select found.id from jsonb_to_recordset(asked) as a (kind text, box double precision[])
  cross join lateral (
    select e.id, e.kind from entities e
    where box(point(e.min_lon, e.min_lat), point(e.max_lon, e.max_lat)) && box(point(a.box[1], a.box[2]), point(a.box[3], a.box[4]))
    offset 0) found -- each by the index, not all joined
  where found.kind = a.kind
$$;
create function rights.entity_ids_naming(asked jsonb) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id from jsonb_to_recordset(asked) as a (kind text, fact text, value text)
  cross join lateral (
    select v.entity_id from entity_versions v where v.facts @> jsonb_build_object(a.fact, a.value) offset 0) found
  join entities e on e.id = found.entity_id and e.kind = a.kind
$$;
