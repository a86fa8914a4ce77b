import {
  all,
  any,
  everyone,
  everywhere,
  hasRole,
  inOwnRegion,
  nobody,
  ownUnit,
  readOnly,
  seen,
  writtenBy,
  type RoomRights,
} from '../database/table-rights.ts'
import { telemetryRights } from './gateway/telemetry-rights.ts'

const tends = hasRole('monitoring-engineer', 'administrator')
const siteInOwnRegion = 'site_id in (select id from sites where region_id in (select rights.regions()))'

/** Who may read and write the tables of monitoring. */
export const rights: RoomRights = [
  {
    table: 'sites',
    read: any(
      inOwnRegion('region_id'),
      ownUnit('unit_id'),
      // environmental quality is shared where a published campaign rests on it; what a polluter emits is not
      all("kind <> 'source-outlet'", 'region_id in (select rights.shared_regions())'),
      all('region_id is null', everywhere),
    ),
    ...writtenBy(all(tends, inOwnRegion('region_id'))),
    audit: 'rows',
  },
  {
    table: 'site_aliases',
    read: seen('site_id', 'sites'),
    ...writtenBy(all(tends, siteInOwnRegion)),
    audit: 'rows',
  },
  { table: 'layouts', read: everyone, audit: 'none' },
  {
    table: 'imports',
    // whoever takes files in sees those of the own region and below; those of no region are the system's
    read: all(
      hasRole('campaign-office', 'monitoring-engineer', 'auditor', 'administrator'),
      any(inOwnRegion('region_id'), ownUnit('unit_id'), all('region_id is null', everywhere)),
    ),
    audit: 'rows',
  },
  { table: 'import_problems', read: seen('import_id', 'imports'), audit: 'none' },
  { table: 'observations', read: seen('site_id', 'sites'), audit: 'none' }, // an import is audited, not each of its rows
  { table: 'observation_revisions', read: seen('site_id', 'sites'), audit: 'none' },
  {
    table: 'devices', // its light is for whoever sees the site; its password goes to device_secrets
    read: seen('site_id', 'sites'),
    ...writtenBy(all(tends, siteInOwnRegion)),
    audit: 'rows',
    hidden: ['password'],
    unrecorded: ['last_seen_at', 'last_data_at', 'clock_skew_seconds'],
  },
  { table: 'device_secrets', read: nobody, audit: 'none', worker: readOnly },
  {
    table: 'device_commands', // orders to a device: who gave them stands in the row and in the trail
    read: all(tends, seen('mn', 'devices', 'mn')),
    insert: all(tends, `mn in (select mn from devices where ${siteInOwnRegion})`),
    audit: 'rows',
    hidden: ['parameters'],
    unrecorded: ['answers', 'records'],
  },
  {
    table: 'quarantine', // an unknown sender belongs to no region yet
    read: all(tends, everywhere),
    delete: all(tends, everywhere),
    audit: 'none',
  },
  { table: 'raw_packets', read: nobody, audit: 'none' },
  { table: 'observed_days', read: nobody, audit: 'none' },
  ...telemetryRights,
]
