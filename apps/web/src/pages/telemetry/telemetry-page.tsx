import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { devicesQuery } from '../../api/telemetry-queries.ts'
import { PageHead } from '../../frame/page-head.tsx'
import { AlarmsTable } from './alarms-table.tsx'
import { CommandsTable } from './commands-table.tsx'
import { PacketInspector } from './packet-inspector.tsx'
import { PlatformsTable } from './platforms-table.tsx'
import { QualityTable } from './quality-table.tsx'
import { QuarantineTable } from './quarantine-table.tsx'
import { SourcesTable } from './sources-table.tsx'
import { telemetryTabs } from './telemetry-search.ts'
import { UpstreamTable } from './upstream-table.tsx'

const route = getRouteApi('/telemetry')

const tabs: Readonly<Record<(typeof telemetryTabs)[number], ReactNode>> = {
  sources: <SourcesTable />,
  alarms: <AlarmsTable />,
  quality: <QualityTable />,
  quarantine: <QuarantineTable />,
  commands: <CommandsTable />,
  upstream: <UpstreamTable />,
  platforms: <PlatformsTable />,
  inspector: <PacketInspector />,
}

/** Data loggers: who sends, what is wrong, what the data are worth, and how to talk to them. */
export function TelemetryPage() {
  const { t } = useTranslation()
  const navigate = route.useNavigate()
  const { tab } = route.useSearch()
  const devices = useQuery(devicesQuery)
  return (
    <>
      <PageHead
        title={t('telemetry.title')}
        simulated={devices.data?.some(({ simulated }) => simulated) ?? false}
      />
      <Tabs
        activeKey={tab ?? 'sources'}
        onChange={(key) =>
          void navigate({ search: (old) => ({ ...old, tab: telemetryTabs.find((name) => name === key) }) })
        }
        items={telemetryTabs.map((key) => ({ key, label: t(`telemetry.${key}`), children: tabs[key] }))}
        destroyOnHidden
      />
    </>
  )
}
