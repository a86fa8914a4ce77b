-- A row is a costly part of a pack that was taken in: the digest says from what, so that the next start does not do it again.
create table pack_loads (
  pack_id text not null,
  part text not null,
  digest text not null,
  loaded_at timestamptz not null default now(),
  primary key (pack_id, part)
);
