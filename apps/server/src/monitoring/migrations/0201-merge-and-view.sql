-- What stays when a site's values of one time are sent again: a value that was not measured this time leaves the former one.
create function merge_observation(
  old_values double precision[], old_flags text, new_values double precision[], new_flags text,
  out merged_values double precision[], out merged_flags text
) language sql immutable as $$
  with positions as (
    select i, old_values[i] as ov, new_values[i] as nv,
      coalesce(nullif(substr(old_flags, i, 1), ''), case when old_values[i] is null then '-' else '.' end) as oflag,
      coalesce(nullif(substr(new_flags, i, 1), ''), case when new_values[i] is null then '-' else '.' end) as nflag
    from generate_series(1, greatest(cardinality(old_values), cardinality(new_values))) as i
  ), merged as (
    select i, case when nflag = '-' then ov else nv end as v, case when nflag = '-' then oflag else nflag end as flag from positions
  )
  select array_agg(v order by i),
    case when bool_and(flag = case when v is null then '-' else '.' end) then null else string_agg(flag, '' order by i) end
  from merged
$$;

-- For people and ad-hoc questions: one row per value. Always give it a range of `at`.
create view observation_values as
  select o.site_id, s.code as site_code, o.resolution, o.at, c.channel ->> 'factor' as factor, c.channel ->> 'statistic' as statistic,
    c.channel ->> 'unit' as unit, o.values[c.i] as value,
    coalesce(nullif(substr(o.flags, c.i::integer, 1), ''), case when o.values[c.i] is null then '-' else '.' end) as flag, o.simulated
  from observations o
  join sites s on s.id = o.site_id
  join layouts l on l.id = o.layout_id
  cross join lateral jsonb_array_elements(l.channels) with ordinality as c (channel, i)
  where c.i <= cardinality(o.values);
