import type { Right } from '@qinglan/contract'
import { getRouteApi } from '@tanstack/react-router'
import { Alert, Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHead } from '../../frame/page-head.tsx'
import { useSession } from '../../session/session.ts'
import { adminTabs } from './admin-search.ts'
import { AuditTrail } from './audit-trail.tsx'
import { PeopleTable } from './people-table.tsx'
import { Publications } from './publications.tsx'
import { RolesTable } from './roles-table.tsx'
import { UnitsTable } from './units-table.tsx'

const route = getRouteApi('/admin')

const tabs: Readonly<Record<(typeof adminTabs)[number], { right: Right; page: ReactNode }>> = {
  people: { right: 'administer', page: <PeopleTable /> },
  units: { right: 'administer', page: <UnitsTable /> },
  roles: { right: 'administer', page: <RolesTable /> },
  publications: { right: 'publish', page: <Publications /> },
  audit: { right: 'audit', page: <AuditTrail /> },
}

/** People, units, roles, what is published, and the audit trail: each for who holds the right. */
export function AdminPage() {
  const { t } = useTranslation()
  const session = useSession()
  const navigate = route.useNavigate()
  const { tab } = route.useSearch()
  const open = adminTabs.filter((key) => session?.rights.includes(tabs[key].right))
  return (
    <>
      <PageHead title={t('admin.title')} />
      {session && open.length === 0 && <Alert type="info" showIcon title={t('admin.nothing')} />}
      <Tabs
        activeKey={tab ?? open[0] ?? 'people'}
        onChange={(key) =>
          void navigate({ search: (old) => ({ ...old, tab: adminTabs.find((name) => name === key) }) })
        }
        items={open.map((key) => ({ key, label: t(`admin.${key}`), children: tabs[key].page }))}
        destroyOnHidden
      />
    </>
  )
}
