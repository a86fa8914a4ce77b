import {
  all,
  any,
  everyone,
  everywhere,
  hasRole,
  inOwnRegion,
  ownUnit,
  readOnly,
  seen,
  writtenBy,
  type RoomRights,
} from '../database/table-rights.ts'

const keeps = hasRole('campaign-office', 'county-staff', 'park', 'department', 'inspector')
const keptEntity = (column: string) =>
  all(
    keeps,
    any(
      `${column} in (select id from entities where region_id in (select rights.regions()))`,
      all(everywhere, `${column} in (select id from entities where region_id is null)`),
    ),
  )
const ownEntity = (column: string) =>
  `${column} in (select id from entities where unit_id = (select rights.unit()))`
const office = all(hasRole('campaign-office'), everywhere)

export const rights: RoomRights = [
  {
    table: 'entities',
    read: any(inOwnRegion('region_id'), ownUnit('unit_id'), all('region_id is null', everywhere)),
    ...writtenBy(all(keeps, any(inOwnRegion('region_id'), all('region_id is null', everywhere)))),
    audit: 'rows',
    hidden: ['geometry'],
  },
  {
    table: 'entity_versions', // versions are only ever added
    read: seen('entity_id', 'entities'),
    insert: keptEntity('entity_id'),
    audit: 'none', // each is a copy of a change of its entity, which is audited
  },
  {
    table: 'evidence',
    read: seen('entity_id', 'entities'),
    insert: any(keptEntity('entity_id'), ownEntity('entity_id')),
    update: keptEntity('entity_id'),
    audit: 'rows',
  },
  { table: 'obligation_rules', read: everyone, insert: office, worker: readOnly, audit: 'rows' },
  { table: 'entity_kinds', read: everyone, ...writtenBy(office), worker: readOnly, audit: 'rows' },
  { table: 'register_gates', read: everyone, insert: office, worker: readOnly, audit: 'rows' },
  { table: 'limit_libraries', read: everyone, insert: office, worker: readOnly, audit: 'rows' },
  { table: 'obligations', read: seen('entity_id', 'entities'), audit: 'none' }, // judged by the system alone
  {
    table: 'register_dirty',
    read: seen('entity_id', 'entities'),
    insert: seen('entity_id', 'entities'),
    audit: 'none',
  },
  { table: 'register_judged', read: everyone, audit: 'none' }, // by the system alone
  { table: 'register_changes', read: everyone, audit: 'none' }, // written by triggers
  {
    table: 'list_batches',
    read: everyone,
    insert: office,
    worker: readOnly,
    audit: 'rows',
    hidden: ['snapshot'],
  },
  {
    table: 'list_entries',
    read: seen('entity_id', 'entities'),
    ...writtenBy(all(keeps, seen('entity_id', 'entities'))),
    audit: 'rows',
  },
  {
    table: 'platform_mappings', // how platforms write; who tends the data of all brings them
    read: everyone,
    ...writtenBy(all(hasRole('monitoring-engineer', 'administrator'), everywhere)),
    worker: readOnly,
    audit: 'rows',
  },
  {
    table: 'platform_intakes', // what parks' platforms delivered
    read: all('(select rights.officer())', everywhere),
    audit: 'rows',
  },
]
