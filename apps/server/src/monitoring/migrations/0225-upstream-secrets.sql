-- A row is the password that an upper platform asks for. Only the gateway reads it: who tends a platform may set it, and cannot look it up.
create table upstream_secrets (
  upstream_id integer primary key references upstreams (id) on delete cascade deferrable initially deferred,
  password text not null,
  changed_at timestamptz not null default now()
);

-- `password` of a platform is the way in and always reads null; set to null, the passwords of the devices are sent again.
create function keep_upstream_secret() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.password is not null then
    insert into upstream_secrets (upstream_id, password) values (new.id, new.password)
    on conflict (upstream_id) do update set password = excluded.password, changed_at = now();
  elsif tg_op = 'UPDATE' then
    delete from upstream_secrets where upstream_id = new.id;
  end if;
  new.password := null;
  return new;
end $$;

create trigger upstream_secret before insert or update of password on upstreams
  for each row execute function keep_upstream_secret();

update upstreams set password = password where password is not null;
