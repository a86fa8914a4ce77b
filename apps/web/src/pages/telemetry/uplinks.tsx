import type { Uplink } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Badge, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { uplinksQuery } from '../../api/telemetry-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { moment } from './moment.ts'

const lights = { linked: 'success', broken: 'error', never: 'warning' } as const

/** The link of each data logger to one upper platform, those without one first. */
export function Uplinks({ upstreamId }: { upstreamId: number }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const uplinks = useQuery(uplinksQuery(upstreamId))
  const columns: TableColumnsType<Uplink> = [
    {
      key: 'state',
      title: t('telemetry.state'),
      render: (_, { state }) => <Badge status={lights[state]} text={t(`telemetry.uplinkStates.${state}`)} />,
    },
    { key: 'site', title: t('telemetry.site'), render: (_, { site }) => say(site) },
    { key: 'mn', title: t('telemetry.mn'), dataIndex: 'mn' },
    { key: 'last', title: t('telemetry.lastDelivered'), render: (_, u) => moment(u.lastDeliveredAt) },
    { key: 'today', title: t('telemetry.deliveredToday'), dataIndex: 'deliveredToday', align: 'right' },
    { key: 'waiting', title: t('telemetry.lag'), dataIndex: 'waiting', align: 'right' },
    { key: 'refusal', title: t('telemetry.refused'), dataIndex: 'refusal' },
  ]
  return (
    <QueryView query={uplinks}>
      {(rows) => (
        <Table<Uplink>
          rowKey="mn"
          size="small"
          dataSource={rows}
          columns={columns}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
        />
      )}
    </QueryView>
  )
}
