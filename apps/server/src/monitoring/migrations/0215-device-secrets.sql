-- A row is the password of a data logger. Only the gateway reads it: who sees or tends a device may set it, and cannot look it up.
create table device_secrets (
  mn text primary key references devices (mn) on update cascade on delete cascade deferrable initially deferred,
  password text not null,
  changed_at timestamptz not null default now()
);

-- `password` of a device is the way in and always reads null; that one was set shows in `password_set_at`.
alter table devices alter column password drop not null;
alter table devices add column password_set_at timestamptz;

create function keep_device_secret() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.password is null then return new; end if;
  -- an insert may yet turn out to be of a device that is there, and then changes nothing
  if tg_op = 'INSERT' then
    insert into device_secrets (mn, password) values (new.mn, new.password) on conflict (mn) do nothing;
  else
    insert into device_secrets (mn, password) values (new.mn, new.password)
    on conflict (mn) do update set password = excluded.password, changed_at = now();
  end if;
  new.password := null;
  new.password_set_at := now();
  return new;
end $$;

create trigger device_secret before insert or update of password on devices
  for each row execute function keep_device_secret();

update devices set password = password;
