import {
  all,
  any,
  everywhere,
  hasRole,
  nobody,
  ownUnit,
  seen,
  writtenBy,
  type RoomRights,
} from '../database/table-rights.ts'

const self = (column: string) => `${column} = (select rights.person())`
const unitInOwnRegion = 'unit_id in (select rights.units())'
const keeps = hasRole('administrator', 'auditor')

// nobody gives themselves a role, or takes one from themselves
const grants = all(hasRole('administrator'), unitInOwnRegion, 'person_id <> (select rights.person())')

/** Secrets (credentials, sessions, tokens) are closed to requests: the sign-in service alone reads them. */
export const rights: RoomRights = [
  {
    table: 'people',
    read: any(self('id'), all('(select rights.officer())', 'id in (select person_id from memberships)')),
    insert: hasRole('administrator'),
    update: all(hasRole('administrator'), any(self('id'), 'id not in (select rights.people_elsewhere())')),
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
    audit: 'rows',
  },
  {
    table: 'credentials',
    read: nobody,
    audit: 'rows',
    hidden: ['password_hash', 'former_hashes', 'totp_secret'],
    unrecorded: ['totp_last_step'],
  },
  { table: 'sessions', read: nobody, audit: 'none' }, // signing in and out is written to the trail by name
  { table: 'api_tokens', read: nobody, audit: 'rows', hidden: ['token_hash'], unrecorded: ['last_used_at'] },
  { table: 'login_throttle', read: nobody, audit: 'none' },
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
    audit: 'rows',
  },
  {
    table: 'audit_entries',
    read: any(
      self('person_id'),
      all(hasRole('auditor'), any('region_id in (select rights.regions())', everywhere)),
    ),
    audit: 'none',
  },
  { table: 'audit_links', read: hasRole('auditor'), audit: 'none' },
  { table: 'rights_edition', read: nobody, audit: 'none' },
]
