-- A row asks for all days on which the devices of a site sent anything to be assessed anew: their values have another unit now. Rows are
-- only added and taken away (to assessment_dirty, by the assessment worker), so that who asks never waits for an assessment that holds days.
create table assessment_anew (
  id bigint generated always as identity primary key,
  site_id integer not null references sites (id) on delete cascade
);
