import {
  all,
  everywhere,
  hasRole,
  nobody,
  readOnly,
  seen,
  writtenBy,
  type RoomRights,
} from '../../database/table-rights.ts'

const engineer = hasRole('monitoring-engineer', 'administrator')
const ownSite = 'site_id in (select id from sites where region_id in (select rights.regions()))'

/** Who sees and tends what is wrong at sites: limits, alarms, events, and how far the rules have looked. */
export const telemetryRights: RoomRights = [
  {
    table: 'upstreams',
    read: all('(select rights.officer())', everywhere),
    ...writtenBy(all(engineer, everywhere)),
    audit: 'rows',
    hidden: ['password'],
    unrecorded: ['delivered', 'last_delivered_at', 'last_error'],
  },
  { table: 'upstream_secrets', read: nobody, audit: 'none', worker: readOnly },
  { table: 'upstream_queue', read: all('(select rights.officer())', everywhere), audit: 'none' },
  { table: 'upstream_devices', read: all('(select rights.officer())', everywhere), audit: 'none' },
  {
    table: 'site_stops',
    read: seen('site_id', 'sites'),
    ...writtenBy(all(hasRole('monitoring-engineer', 'county-staff'), ownSite)),
    audit: 'rows',
  },
  { table: 'signal_pending', read: nobody, audit: 'none' },
  { table: 'signal_states', read: seen('site_id', 'sites'), audit: 'none' },
  { table: 'device_reports', read: seen('site_id', 'sites'), audit: 'none' },
  {
    table: 'site_units', // whoever sees the site knows in which unit it measures
    read: seen('site_id', 'sites'),
    ...writtenBy(all(engineer, ownSite)),
    audit: 'rows',
  },
  {
    table: 'site_limits',
    read: seen('site_id', 'sites'),
    ...writtenBy(all(engineer, ownSite)),
    audit: 'rows',
  },
  { table: 'exceedances', read: seen('site_id', 'sites'), audit: 'none' },
  {
    table: 'alarms',
    read: seen('site_id', 'sites'),
    update: all(hasRole('monitoring-engineer', 'inspector', 'park', 'county-staff'), ownSite),
    audit: 'rows',
  },
  {
    table: 'corrections', // park and county correct the values of their own sites
    read: seen('site_id', 'sites'),
    insert: all(hasRole('monitoring-engineer', 'park', 'county-staff'), ownSite),
    audit: 'rows',
  },
  { table: 'alarm_episodes', read: seen('site_id', 'sites'), audit: 'none' },
  {
    table: 'site_events',
    read: seen('site_id', 'sites'),
    insert: all(engineer, ownSite),
    audit: 'none',
  },
]
