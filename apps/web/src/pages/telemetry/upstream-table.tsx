import type { UpstreamState } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Badge, Empty, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { upstreamsQuery } from '../../api/telemetry-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { moment } from './moment.ts'

function useColumns(): TableColumnsType<UpstreamState> {
  const { t } = useTranslation()
  return [
    {
      key: 'target',
      title: t('telemetry.target'),
      render: (_, { name, host, port, enabled, waiting }) => (
        <Badge
          status={enabled ? (waiting > 0 ? 'processing' : 'success') : 'default'}
          text={`${name} ${host}:${port}`}
        />
      ),
    },
    { key: 'lag', title: t('telemetry.lag'), dataIndex: 'waiting', align: 'right' },
    { key: 'oldest', title: t('telemetry.oldest'), render: (_, u) => moment(u.oldestAt) },
    { key: 'delivered', title: t('telemetry.delivered'), dataIndex: 'delivered', align: 'right' },
    { key: 'last', title: t('telemetry.lastSeen'), render: (_, u) => moment(u.lastDeliveredAt) },
    { key: 'error', title: t('telemetry.lastError'), dataIndex: 'lastError' },
  ]
}

/** Forwarding to upper platforms: what waits, since when, and what went wrong last. */
export function UpstreamTable() {
  const { t } = useTranslation()
  const upstreams = useQuery(upstreamsQuery)
  const columns = useColumns()
  return (
    <QueryView query={upstreams}>
      {(rows) => (
        <Table<UpstreamState>
          rowKey="id"
          size="small"
          dataSource={rows}
          columns={columns}
          pagination={false}
          locale={{
            emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('telemetry.noUpstream')} />,
          }}
        />
      )}
    </QueryView>
  )
}
