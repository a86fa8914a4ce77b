-- Headers and items of a file that said nothing to the platform and were passed over.
alter table imports add column unused text[] not null default '{}';
