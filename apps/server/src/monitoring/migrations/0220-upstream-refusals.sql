-- Each device has its own turn: a packet that an upper platform refuses holds back those of its device, not those of others.
alter table upstream_queue
  add column mn text not null default '',
  add column attempts integer not null default 0,
  add column refusal text, -- what the upper platform said of it last
  add column refused_since timestamptz,
  add column set_aside_at timestamptz; -- refused for so long that the others of its device go first; kept until a person has it sent again
-- false: the platform takes data without answering them, so that what was written counts as delivered
alter table upstreams add column answers boolean not null default true;
