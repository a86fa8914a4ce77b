-- Tells every process at once that what it remembers of a person's sessions, tokens or roles no longer holds. Without a person: of anyone.
create function access_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('qinglan_access', case tg_argv[0]
    when 'person' then (case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end) ->> tg_argv[1]
    else '' end);
  return null;
end $$;

-- being seen again is no change
create trigger access_changed after delete or update of ended_at, expires_at, unit_id on sessions
  for each row execute function access_changed('person', 'person_id');
create trigger access_changed after delete or update of revoked_at, expires_at, scopes, unit_id on api_tokens
  for each row execute function access_changed('person', 'person_id');
create trigger access_changed after insert or update or delete on memberships
  for each row execute function access_changed('person', 'person_id');
create trigger access_changed after update of active, login on people
  for each row execute function access_changed('person', 'id');
create trigger access_changed after update of must_change, password_hash, totp_confirmed_at on credentials
  for each row execute function access_changed('person', 'person_id');
create trigger access_changed after update of region_id or delete on units
  for each statement execute function access_changed('everyone');
