-- A row is a data logger that may send: its MN, password and site.
create table devices (
  mn text primary key,
  site_id integer not null references sites (id),
  password text not null,
  check_password boolean not null default true,
  accept_modbus_crc boolean not null default false,
  -- HJ/T 212-2005 leaves open whether DataTime is the start or the end of a period; 2017 says start
  time_label text not null default 'start' check (time_label in ('start', 'end')),
  enabled boolean not null default true,
  dialect text,
  last_seen_at timestamptz,
  last_data_at timestamptz,
  clock_skew_seconds integer,
  registered_by text not null,
  registered_at timestamptz not null default now()
);
create index devices_site on devices (site_id);

-- A row is a sender that was refused, with its last packet, until an engineer accepts or dismisses it.
create table quarantine (
  mn text not null,
  reason text not null check (reason in ('unknown-mn', 'wrong-password', 'disabled', 'no-time', 'unstorable')),
  remote text not null,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  packets bigint not null default 1,
  sample bytea not null,
  primary key (mn, reason)
);

-- A row is what one commit of the gateway took in: its packets as they came, compressed together, for replay and disputes.
create table raw_packets (
  id bigint generated always as identity,
  received_from timestamptz not null,
  received_to timestamptz not null,
  packets integer not null,
  mns text[] not null,
  body bytea not null, -- gzip of lines: instant in ms, remote address, base64 of the packet
  primary key (id)
);
create index raw_packets_time on raw_packets using brin (received_from);

-- A row is a command asked of a device (reverse control); the gateway that the device is connected to takes it up and writes how it ended.
create table device_commands (
  id uuid primary key default gen_random_uuid(),
  mn text not null references devices (mn) on delete cascade,
  cn text not null,
  parameters jsonb not null default '{}',
  factors text[] not null default '{}',
  state text not null default 'waiting' check (state in
    ('waiting', 'sent', 'accepted', 'done', 'refused', 'failed', 'no-data', 'unanswered', 'no-result', 'not-connected')),
  code integer, -- QnRtn or ExeRtn of the device
  qn text,
  answers jsonb not null default '[]', -- parameters of what the device sent in answer
  records integer not null default 0, -- packets of data it sent in answer
  asked_by text not null,
  asked_at timestamptz not null default now(),
  ended_at timestamptz
);
create index device_commands_waiting on device_commands (mn) where state = 'waiting';
create index device_commands_recent on device_commands (mn, asked_at desc);
