-- A row is the unit in which a site's devices send a factor, as an engineer said; without a unit: in doubt, and its values count nowhere
-- until someone says. HJ 212 packets name no units, and its table prints ng/m³ for dust, which devices do not send.
create table site_units (
  site_id integer not null references sites (id) on delete cascade,
  factor text not null, -- the code as the device writes it
  unit text,
  noted_by text not null,
  noted_at timestamptz not null default now(),
  primary key (site_id, factor)
);
