import {
  all,
  any,
  everywhere,
  hasRole,
  nobody,
  none,
  ownUnit,
  readOnly,
  seen,
  writtenBy,
  type RoomRights,
  type Verb,
} from '../database/table-rights.ts'

const self = (column: string) => `${column} = (select rights.person())`
const unitInOwnRegion = 'unit_id in (select rights.units())'
const keeps = hasRole('administrator', 'auditor')

// nobody gives themselves a role, or takes one from themselves
const grants = all(hasRole('administrator'), unitInOwnRegion, 'person_id <> (select rights.person())')

const keep: readonly Verb[] = ['select', 'insert', 'update']

/** Secrets (credentials, sessions, tokens) are closed to requests: the sign-in service alone reads them. */
export const rights: RoomRights = [
  {
    table: 'people',
    read: any(self('id'), all('(select rights.officer())', 'id in (select person_id from memberships)')),
    insert: hasRole('administrator'),
    update: all(hasRole('administrator'), any(self('id'), 'id not in (select rights.people_elsewhere())')),
    worker: none,
    account: ['select', 'update'],
    audit: 'rows',
  },
  {
    table: 'memberships',
    read: any(
      self('person_id'),
      all(keeps, unitInOwnRegion),
      all('(select rights.officer())', ownUnit('unit_id')),
    ),
    insert: grants,
    delete: grants,
    worker: none,
    account: readOnly,
    audit: 'rows',
  },
  {
    table: 'credentials',
    read: nobody,
    worker: none,
    account: keep,
    audit: 'rows',
    hidden: ['password_hash', 'former_hashes', 'totp_secret'],
    unrecorded: ['totp_last_step'],
  },
  // made and used by name in the trail
  { table: 'recovery_codes', read: nobody, worker: none, account: [...keep, 'delete'], audit: 'none' },
  { table: 'sessions', read: nobody, worker: none, account: keep, audit: 'none' }, // signing in and out is written to the trail by name
  {
    table: 'api_tokens',
    read: nobody,
    worker: none,
    account: keep,
    audit: 'rows',
    hidden: ['token_hash'],
    unrecorded: ['last_used_at'],
  },
  { table: 'login_throttle', read: nobody, worker: none, account: [...keep, 'delete'], audit: 'none' },
  {
    table: 'publications',
    read: seen('subject_id', 'campaigns'),
    ...writtenBy(
      all(
        hasRole('campaign-office'),
        "subject_kind = 'campaign'",
        'subject_id in (select rights.own_campaigns())',
      ),
    ),
    worker: readOnly,
    account: none,
    audit: 'rows',
  },
  {
    table: 'audit_entries',
    read: any(
      self('person_id'),
      all(hasRole('auditor'), any('region_id in (select rights.regions())', everywhere)),
    ),
    worker: none,
    account: ['select', 'insert'],
    audit: 'none',
  },
  { table: 'audit_links', read: hasRole('auditor'), worker: none, account: readOnly, audit: 'none' },
  {
    table: 'audit_checks',
    read: hasRole('auditor'),
    worker: none,
    account: ['select', 'insert'],
    audit: 'none',
  },
  { table: 'rights_edition', read: nobody, worker: none, account: none, audit: 'none' },
]
