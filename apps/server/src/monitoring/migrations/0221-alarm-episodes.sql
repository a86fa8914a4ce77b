-- A row is one stretch of time in which a rule's condition held at a site. Alarms are made of them: data that come late or are corrected
-- change the stretches, and the alarm follows.
create table alarm_episodes (
  site_id integer not null references sites (id) on delete cascade,
  rule text not null,
  subject text not null default '',
  began_at timestamptz not null,
  raised_at timestamptz not null, -- when it had held for as long as the rule asks
  ended_at timestamptz,
  severity smallint not null check (severity between 1 and 3),
  detail jsonb not null default '{}',
  primary key (site_id, rule, subject, began_at)
);
