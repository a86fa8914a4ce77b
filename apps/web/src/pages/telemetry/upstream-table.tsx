import type { UpstreamState } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Badge, Button, Drawer, Empty, Table, Tag, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { upstreamsQuery } from '../../api/telemetry-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { NeedsRight } from '../../session/needs-right.tsx'
import { useRight } from '../../session/session.ts'
import { moment } from './moment.ts'
import { UpstreamActions } from './upstream-actions.tsx'
import { UpstreamForm } from './upstream-form.tsx'
import { Uplinks } from './uplinks.tsx'

function useColumns(edit: (id: number) => void): TableColumnsType<UpstreamState> {
  const { t } = useTranslation()
  const may = useRight('import')
  return [
    {
      key: 'target',
      title: t('telemetry.target'),
      render: (_, { name, host, port, enabled, waiting }) => (
        <>
          <Badge status={enabled ? (waiting > 0 ? 'processing' : 'success') : 'default'} text={name} />{' '}
          {!enabled && <Tag>{t('telemetry.disabled')}</Tag>}
          <div className="muted small">
            {host}:{port}
          </div>
        </>
      ),
    },
    { key: 'lag', title: t('telemetry.lag'), dataIndex: 'waiting', align: 'right' },
    { key: 'oldest', title: t('telemetry.oldest'), render: (_, u) => moment(u.oldestAt) },
    { key: 'delivered', title: t('telemetry.delivered'), dataIndex: 'delivered', align: 'right' },
    { key: 'last', title: t('telemetry.lastDelivered'), render: (_, u) => moment(u.lastDeliveredAt) },
    {
      key: 'refused',
      title: t('telemetry.refused'),
      render: (_, { held, setAside, refusal }) => (
        <>
          {held > 0 && <div className="small">{t('telemetry.held', { count: held })}</div>}
          {setAside > 0 && (
            <div className="danger-count small">{t('telemetry.setAside', { count: setAside })}</div>
          )}
          {refusal !== null && <div className="muted small">{refusal}</div>}
        </>
      ),
    },
    { key: 'error', title: t('telemetry.lastError'), dataIndex: 'lastError' },
    {
      key: 'do',
      title: '',
      align: 'right',
      render: (_, upstream) => may && <UpstreamActions upstream={upstream} edit={() => edit(upstream.id)} />,
    },
  ]
}

const linksOf = ({ id }: UpstreamState) => <Uplinks upstreamId={id} />

/** Forwarding to upper platforms: what waits, since when, what went wrong; and which there are. */
export function UpstreamTable() {
  const { t } = useTranslation()
  const upstreams = useQuery(upstreamsQuery)
  const [chosen, setChosen] = useState<number | 'new'>()
  const columns = useColumns(setChosen)
  const close = () => setChosen(undefined)
  return (
    <>
      <NeedsRight right="import">
        <div className="filters">
          <Button type="primary" onClick={() => setChosen('new')}>
            {t('telemetry.addUpstream')}
          </Button>
        </div>
      </NeedsRight>
      <QueryView query={upstreams}>
        {(rows) => (
          <Table<UpstreamState>
            rowKey="id"
            size="small"
            dataSource={rows}
            columns={columns}
            scroll={{ x: 'max-content' }}
            pagination={false}
            expandable={{ expandedRowRender: linksOf }}
            locale={{
              emptyText: (
                <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('telemetry.noUpstream')} />
              ),
            }}
          />
        )}
      </QueryView>
      <Drawer
        open={chosen !== undefined}
        size={480}
        title={t(chosen === 'new' ? 'telemetry.addUpstream' : 'telemetry.editUpstream')}
        onClose={close}
        destroyOnHidden
      >
        <UpstreamForm upstream={upstreams.data?.find(({ id }) => id === chosen)} done={close} />
      </Drawer>
    </>
  )
}
