-- Attaches the partition of a year, for importers, who own no table. Attaching takes a lock that lets readers and writers go on.
create function observations_partition(year integer) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  name text := 'observations_y' || year;
begin
  if year not between 1900 and 2200 then
    raise exception 'no observations of the year %', year using errcode = 'datetime_field_overflow';
  end if;
  execute format('create table %I (like observations including all)', name);
  execute format('alter table observations attach partition %I for values from (%L) to (%L)',
    name, year || '-01-01 00:00:00+00', year + 1 || '-01-01 00:00:00+00');
end $$;
