-- Of the observations of a delivery, those that were not there before; null: it came before they were counted.
alter table platform_intakes add column added integer;
