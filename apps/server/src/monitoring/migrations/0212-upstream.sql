-- A row is an upper platform (a province's) that the same data are forwarded to over HJ 212.
create table upstreams (
  id integer generated always as identity primary key,
  name text not null,
  host text not null,
  port integer not null check (port between 1 and 65535),
  password text, -- written in place of the devices' own
  enabled boolean not null default true,
  delivered bigint not null default 0,
  last_delivered_at timestamptz,
  last_error text
);

-- A row is a packet that an upper platform has not acknowledged; written in the transaction that stored its data.
create table upstream_queue (
  id bigint generated always as identity primary key,
  upstream_id integer not null references upstreams (id) on delete cascade,
  received_at timestamptz not null default now(),
  packet bytea not null
);
create index upstream_queue_order on upstream_queue (upstream_id, id);
