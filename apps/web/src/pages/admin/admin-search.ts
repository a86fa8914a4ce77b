import { oneOf, type Raw } from '../../frame/search.ts'

export const adminTabs = ['people', 'units', 'roles', 'publications', 'audit'] as const

export interface AdminSearch {
  readonly tab?: (typeof adminTabs)[number] | undefined
}

export const readAdminSearch = (raw: Raw): AdminSearch => ({ tab: oneOf(adminTabs, raw['tab']) })
