import type { SessionRow } from '@qinglan/contract'
import { formatChinaTime } from '@qinglan/periods'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Table, Tag, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { deleteResource } from '../../api/client.ts'
import { personSessionsQuery } from '../../api/identity-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { QueryView } from '../../feedback/query-view.tsx'
import { agentName } from './agent-name.ts'

/** The living sessions of oneself, or of a person one administers; each can be ended. */
export function SessionsTable({ personId }: { personId?: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = personSessionsQuery(personId)
  const sessions = useQuery(query)
  const end = useMutation({
    mutationFn: (id: string) =>
      deleteResource(personId === undefined ? `sessions/${id}` : `people/${personId}/sessions/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: query.queryKey }),
  })
  const columns: TableColumnsType<SessionRow> = [
    {
      key: 'agent',
      title: t('account.agent'),
      render: (_, { agent, current }) => (
        <>
          {current && <Tag color="processing">{t('account.thisOne')}</Tag>}
          <span title={agent}>{agentName(agent)}</span>
        </>
      ),
    },
    { key: 'address', title: t('account.address'), dataIndex: 'address', width: 120 },
    {
      key: 'lastSeenAt',
      title: t('account.lastSeen'),
      width: 140,
      render: (_, { lastSeenAt }) => formatChinaTime(Date.parse(lastSeenAt)).slice(0, 16),
    },
    {
      key: 'end',
      title: '',
      width: 80,
      render: (_, { id, current }) =>
        !current && (
          <Button size="small" loading={end.isPending} onClick={() => end.mutate(id)}>
            {t('account.end')}
          </Button>
        ),
    },
  ]
  return (
    <>
      {end.error && <ErrorNotice error={end.error} small />}
      <QueryView query={sessions} rows={2}>
        {(rows) => (
          <Table<SessionRow>
            rowKey="id"
            size="small"
            dataSource={rows}
            columns={columns}
            scroll={{ x: 'max-content' }}
            pagination={{ pageSize: 10, hideOnSinglePage: true }}
          />
        )}
      </QueryView>
    </>
  )
}
