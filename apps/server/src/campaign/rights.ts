import {
  all,
  any,
  hasRole,
  inOwnRegion,
  none,
  ownUnit,
  readOnly,
  seen,
  writtenBy,
  type RoomRights,
} from '../database/table-rights.ts'

const office = hasRole('campaign-office')
const officeOfCampaign = all(office, 'campaign_id in (select rights.own_campaigns())')
const officeOfTarget = all(
  office,
  'target_id in (select id from targets where campaign_id in (select rights.own_campaigns()))',
)
const officeOfTask = all(
  office,
  'task_id in (select id from tasks where campaign_id in (select rights.own_campaigns()))',
)
const reports = hasRole('campaign-office', 'county-staff', 'park', 'department', 'enterprise')

/** A published campaign is shared whole: its figures are the same at every level. */
export const rights: RoomRights = [
  {
    table: 'campaigns',
    read: any(inOwnRegion('region_id'), 'id in (select rights.published_campaigns())'),
    ...writtenBy(all(office, inOwnRegion('region_id'))),
    worker: readOnly,
    audit: 'rows',
  },
  {
    table: 'plans',
    read: seen('campaign_id', 'campaigns'),
    ...writtenBy(officeOfCampaign),
    worker: readOnly,
    audit: 'rows',
    hidden: ['text', 'sections'],
  },
  {
    table: 'targets',
    read: any(seen('campaign_id', 'campaigns'), 'id in (select rights.own_targets())'),
    ...writtenBy(officeOfCampaign),
    worker: readOnly,
    audit: 'rows',
  },
  {
    table: 'target_units',
    read: seen('target_id', 'targets'),
    ...writtenBy(officeOfTarget),
    worker: readOnly,
    audit: 'rows',
  },
  {
    table: 'target_numbers',
    read: seen('target_id', 'targets'),
    insert: officeOfTarget,
    worker: readOnly,
    audit: 'rows',
  },
  {
    table: 'tasks',
    read: any(seen('campaign_id', 'campaigns'), 'id in (select rights.own_tasks())'),
    ...writtenBy(officeOfCampaign),
    worker: readOnly,
    audit: 'rows',
  },
  {
    table: 'task_units',
    read: seen('task_id', 'tasks'),
    ...writtenBy(officeOfTask),
    worker: readOnly,
    audit: 'rows',
  },
  {
    table: 'allocations',
    read: seen('target_id', 'targets'),
    ...writtenBy(officeOfTarget),
    worker: readOnly,
    audit: 'rows',
  },
  {
    table: 'progress_reports', // reports are only ever added: the history stands at every level
    read: any(seen('target_id', 'targets'), seen('task_id', 'tasks'), seen('allocation_id', 'allocations')),
    insert: any(
      officeOfTarget,
      officeOfTask,
      all(
        office,
        'allocation_id in (select a.id from allocations a join targets t on t.id = a.target_id where t.campaign_id in (select rights.own_campaigns()))',
      ),
      all(
        reports,
        any(
          'target_id in (select rights.own_targets())',
          'task_id in (select rights.own_tasks())',
          `allocation_id in (select id from allocations where ${any(inOwnRegion('region_id'), ownUnit('unit_id'))})`,
        ),
      ),
    ),
    worker: readOnly,
    audit: 'rows',
  },
  {
    table: 'target_states', // kept with the inputs, which may name what a level below may not see
    read: 'target_id in (select id from targets where campaign_id in (select rights.own_campaigns()))',
    audit: 'none',
  },
  {
    table: 'reviews', // a draft of the office: no level below sees it before it is a campaign
    read: all(office, inOwnRegion('region_id')),
    ...writtenBy(all(office, inOwnRegion('region_id'))),
    worker: none,
    audit: 'rows',
    hidden: ['text', 'reading'],
  },
  {
    table: 'review_steps', // only ever added
    read: seen('review_id', 'reviews'),
    insert: all(office, 'review_id in (select id from reviews where region_id in (select rights.regions()))'),
    worker: none,
    audit: 'rows',
  },
  {
    table: 'plan_revisions', // only ever added
    read: seen('campaign_id', 'campaigns'),
    insert: officeOfCampaign,
    worker: readOnly,
    audit: 'rows',
    hidden: ['replaced'],
  },
  {
    table: 'item_changes', // only ever added
    read: any(seen('target_id', 'targets'), seen('task_id', 'tasks')),
    insert: any(officeOfTarget, officeOfTask),
    worker: readOnly,
    audit: 'rows',
  },
]
