-- The unit that a limit and its range are written in, as a permit has it; null: that of the site's loggers.
alter table site_limits add column unit text;
