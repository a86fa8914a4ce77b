import { any, all, inOwnRegion, nobody, type RoomRights } from '../database/table-rights.ts'

/** Who may read and write the tables of assessment. */
export const rights: RoomRights = [
  {
    table: 'evaluations',
    read: any(
      all("subject_kind = 'site'", 'subject_id in (select id::text from sites)'),
      all(
        "subject_kind = 'region'",
        any(inOwnRegion('subject_id'), 'subject_id in (select rights.shared_regions())'),
      ),
    ),
    audit: 'none', // derived: each row carries its own provenance
  },
  { table: 'assessment_dirty', read: nobody, audit: 'none' },
  { table: 'assessment_anew', read: nobody, audit: 'none' },
]
