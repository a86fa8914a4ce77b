import {
  all,
  any,
  everyone,
  hasRole,
  inOwnRegion,
  everywhere,
  nobody,
  ownUnit,
  readOnly,
  writtenBy,
  type RoomRights,
} from '../database/table-rights.ts'

/** Who may read and write regions and units. */
export const rights: RoomRights = [
  {
    table: 'regions',
    read: everyone, // names and boundaries of regions are public
    ...writtenBy(all(hasRole('administrator'), any(inOwnRegion('id'), inOwnRegion('parent_id'), everywhere))),
    worker: readOnly,
    account: readOnly,
    audit: 'rows',
    hidden: ['geometry'],
  },
  {
    table: 'units',
    // public bodies are known to all officers; an enterprise to those of its region and to itself
    read: any(
      all("kind <> 'enterprise'", '(select rights.officer())'),
      inOwnRegion('region_id'),
      ownUnit('id'),
    ),
    ...writtenBy(
      all(hasRole('administrator'), any(inOwnRegion('region_id'), all('region_id is null', everywhere))),
    ),
    worker: readOnly,
    account: readOnly,
    audit: 'rows',
  },
  { table: 'region_closure', read: nobody, worker: readOnly, account: readOnly, audit: 'none' },
]
