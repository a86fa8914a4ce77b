import type { Platform } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Empty, Table, Upload, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { platformsQuery } from '../../api/telemetry-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { QueryView } from '../../feedback/query-view.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { NeedsRight } from '../../session/needs-right.tsx'
import { useRight } from '../../session/session.ts'
import { moment } from './moment.ts'
import { HandInFile } from './platform-file.tsx'

function useColumns(): TableColumnsType<Platform> {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const mayHandIn = useRight('import')
  return [
    {
      key: 'platform',
      title: t('telemetry.platform'),
      render: (_, { title, platform }) => (
        <>
          {say(title)} <div className="muted small">{platform}</div>
        </>
      ),
    },
    { key: 'format', title: t('telemetry.platformFormat'), render: (_, { format }) => format.toUpperCase() },
    {
      key: 'origin',
      title: t('telemetry.platformOrigin'),
      render: (_, { savedBy }) => savedBy ?? t('telemetry.ofPack'),
    },
    {
      key: 'last',
      title: t('telemetry.lastTaken'),
      render: (_, { lastReceivedAt, lastRecords, lastProblems }) =>
        lastReceivedAt !== null && (
          <>
            {moment(lastReceivedAt)} {t('telemetry.lastRecords', { count: lastRecords ?? 0 })}
            {lastProblems !== null && lastProblems > 0 && (
              <div className="danger-count small">{t('telemetry.lastProblems', { count: lastProblems })}</div>
            )}
          </>
        ),
    },
    ...(mayHandIn
      ? [{ key: 'file', render: (_: unknown, platform: Platform) => <HandInFile platform={platform} /> }]
      : []),
  ]
}

/** Other platforms whose records are understood: what came of each last, and a mapping brought for another. */
export function PlatformsTable() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const platforms = useQuery(platformsQuery)
  const columns = useColumns()
  const bring = useMutation({
    mutationFn: async (file: File) => sendJson<Platform[]>('PUT', 'platforms', { text: await file.text() }),
    onSuccess: (rows) => {
      client.setQueryData(platformsQuery.queryKey, rows)
      void message.success(t('telemetry.saved'))
    },
  })
  return (
    <>
      <p className="muted">{t('telemetry.platformsHint')}</p>
      <NeedsRight right="import">
        <div className="filters">
          <Upload
            accept=".yaml,.yml"
            showUploadList={false}
            beforeUpload={(file) => {
              bring.mutate(file)
              return false
            }}
          >
            <Button type="primary" loading={bring.isPending}>
              {t('telemetry.bringMapping')}
            </Button>
          </Upload>
        </div>
      </NeedsRight>
      {bring.error && <ErrorNotice error={bring.error} small />}
      <QueryView query={platforms}>
        {(rows) => (
          <Table<Platform>
            rowKey="platform"
            size="small"
            dataSource={rows}
            columns={columns}
            scroll={{ x: 'max-content' }}
            pagination={false}
            locale={{
              emptyText: (
                <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('telemetry.noPlatforms')} />
              ),
            }}
          />
        )}
      </QueryView>
    </>
  )
}
