-- A row is one change or one sensitive read: who, what, before, after, from where. Rows are only ever added.
create table audit_entries (
  id bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  person_id uuid,
  actor text not null, -- the login, or "system" with the database account
  unit_id text,
  region_id text,
  address text,
  request_id text,
  action text not null, -- insert, update, delete, read, login, …
  table_name text,
  record_key text,
  before jsonb,
  after jsonb
);
create index audit_entries_tx on audit_entries (tx);
create index audit_entries_at on audit_entries (at);
create index audit_entries_record on audit_entries (table_name, record_key, id);
create index audit_entries_person on audit_entries (person_id, id);

-- A row chains all entries of one transaction to those before it. The lock that orders the chain is held only while committing.
create table audit_links (
  position bigint primary key,
  tx xid8 not null,
  first_entry bigint not null,
  last_entry bigint not null,
  entries integer not null,
  digest bytea not null, -- SHA-256 over the entries
  previous bytea not null unique, -- hash of the link before; two links can never follow the same one
  hash bytea not null,
  made_at timestamptz not null default clock_timestamp()
);
create index audit_links_tx on audit_links (tx, last_entry);

-- The text of an entry that is hashed. `qinglan audit verify` does not call this function: it builds the same text itself.
create function audit_text(e audit_entries) returns text language sql stable as $$
  select jsonb_build_array(e.id, e.tx::text, (extract(epoch from e.at) * 1000000)::bigint, e.person_id, e.actor, e.unit_id, e.region_id,
    e.address, e.request_id, e.action, e.table_name, e.record_key, e.before, e.after)::text
$$;

create function audit_link() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  covered bigint;
  head record;
  part record;
  next_position bigint;
  next_hash bytea;
begin
  select coalesce(max(last_entry), 0) into covered from audit_links where tx = new.tx;
  if new.id <= covered then return null; end if;
  perform pg_advisory_xact_lock(5050505);
  select position, hash into head from audit_links order by position desc limit 1;
  select min(id) as first, max(id) as last, count(*) as entries,
    sha256(convert_to(string_agg(audit_text(e), E'\n' order by id), 'UTF8')) as digest
  into part from audit_entries e where tx = new.tx and id > covered;
  next_position := coalesce(head.position, 0) + 1;
  next_hash := sha256(convert_to(concat_ws(' ', next_position, new.tx, part.first, part.last, part.entries,
    encode(part.digest, 'hex'), encode(coalesce(head.hash, ''), 'hex')), 'UTF8'));
  insert into audit_links (position, tx, first_entry, last_entry, entries, digest, previous, hash)
  values (next_position, new.tx, part.first, part.last, part.entries, part.digest, coalesce(head.hash, ''), next_hash);
  return null;
end $$;

create constraint trigger audit_link after insert on audit_entries deferrable initially deferred
  for each row execute function audit_link();

create function audit_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only';
end $$;
create trigger audit_entries_append_only before update or delete or truncate on audit_entries execute function audit_append_only();
create trigger audit_links_append_only before update or delete or truncate on audit_links execute function audit_append_only();

create function audit_write(action text, table_name text, record_key text, before jsonb, after jsonb) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into audit_entries (person_id, actor, unit_id, region_id, address, request_id, action, table_name, record_key, before, after)
  values (rights.person(), coalesce(rights.setting('login'), 'system:' || session_user), rights.unit(), rights.region(),
    rights.setting('address'), rights.setting('request'), action, table_name, record_key, before, after)
$$;

-- Trigger of every audited table. Arguments: the columns of its key, those whose content is hidden, those that are left out.
create function audit_row() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  key_columns text[] := tg_argv[0]::text[];
  hidden text[] := tg_argv[1]::text[];
  unrecorded text[] := tg_argv[2]::text[];
  was jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) - unrecorded end;
  now_is jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) - unrecorded end;
  key text;
  veil text;
  same text[];
begin
  select string_agg(coalesce(now_is, was) ->> k, '/' order by ord) into key from unnest(key_columns) with ordinality as t (k, ord);
  if tg_op = 'UPDATE' then
    select array_agg(a.key) into same from jsonb_each(was) a where now_is -> a.key is not distinct from a.value;
    was := was - coalesce(same, '{}');
    now_is := now_is - coalesce(same, '{}');
    if now_is = '{}' then return null; end if;
  end if;
  foreach veil in array hidden loop
    if was ? veil then was := jsonb_set(was, array[veil], '"[hidden]"'); end if;
    if now_is ? veil then now_is := jsonb_set(now_is, array[veil], '"[hidden]"'); end if;
  end loop;
  perform audit_write(lower(tg_op), tg_table_name, key, was, now_is);
  return null;
end $$;
