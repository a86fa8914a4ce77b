-- A row is a civil day of a site that a commit of the gateway brought data for. Rows are only added and taken away (to assessment_dirty,
-- a moment later), so that the gateway never waits for an assessment that holds its days.
create table observed_days (
  site_id integer not null,
  day date not null
);

-- the packets of a commit are compressed before they come here
alter table raw_packets alter column body set storage external;
comment on column raw_packets.body is 'zstd of packets, each behind a line of instant in ms, remote address and length';
