import {
  all,
  any,
  everyone,
  everywhere,
  hasRole,
  inOwnRegion,
  ownUnit,
  seen,
  writtenBy,
  type RoomRights,
} from '../database/table-rights.ts'

const tends = hasRole('monitoring-engineer', 'administrator')

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
    ...writtenBy(
      all(tends, 'site_id in (select id from sites where region_id in (select rights.regions()))'),
    ),
    audit: 'rows',
  },
  { table: 'layouts', read: everyone, audit: 'none' },
  {
    table: 'imports',
    read: all(everywhere, hasRole('campaign-office', 'monitoring-engineer', 'auditor', 'administrator')),
    audit: 'rows',
  },
  { table: 'import_problems', read: seen('import_id', 'imports'), audit: 'none' },
  { table: 'observations', read: seen('site_id', 'sites'), audit: 'none' }, // an import is audited, not each of its rows
  { table: 'observation_revisions', read: seen('site_id', 'sites'), audit: 'none' },
]
