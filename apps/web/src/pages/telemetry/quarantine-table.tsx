import type { QuarantineEntry } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Typography, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteResource } from '../../api/client.ts'
import { quarantineQuery } from '../../api/telemetry-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { QueryView } from '../../feedback/query-view.tsx'
import { NeedsRight } from '../../session/needs-right.tsx'
import { DeviceForm } from './device-form.tsx'
import { kindOfSample } from './kind-of-sample.ts'
import { moment } from './moment.ts'
import { RowsTable } from './rows-table.tsx'

const reasons = ['unknown-mn', 'wrong-password', 'disabled', 'no-time', 'unstorable'] as const

function useColumns(
  accept: (entry: QuarantineEntry) => void,
  dismiss: (mn: string) => void,
): TableColumnsType<QuarantineEntry> {
  const { t } = useTranslation()
  return [
    { key: 'mn', title: t('telemetry.mn'), dataIndex: 'mn' },
    {
      key: 'reason',
      title: t('telemetry.reason'),
      render: (_, { reason }) => {
        const known = reasons.find((name) => name === reason)
        return known ? t(`telemetry.reasons.${known}`) : reason
      },
    },
    { key: 'remote', title: t('telemetry.remote'), dataIndex: 'remote' },
    { key: 'packets', title: t('telemetry.packets'), dataIndex: 'packets', align: 'right' },
    { key: 'seen', title: t('telemetry.lastSeen'), width: 170, render: (_, e) => moment(e.lastSeenAt) },
    {
      key: 'sample',
      title: t('telemetry.sample'),
      render: (_, { sample }) => (
        <Typography.Text code copyable ellipsis={{ tooltip: sample }} style={{ maxWidth: 320 }}>
          {sample}
        </Typography.Text>
      ),
    },
    {
      key: 'do',
      title: '',
      align: 'right',
      render: (_, entry) => (
        <>
          {entry.reason === 'unknown-mn' && (
            <Button size="small" type="primary" onClick={() => accept(entry)}>
              {t('telemetry.accept')}
            </Button>
          )}{' '}
          <Button size="small" onClick={() => dismiss(entry.mn)}>
            {t('telemetry.dismiss')}
          </Button>
        </>
      ),
    },
  ]
}

function Refused() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const entries = useQuery(quarantineQuery)
  const [chosen, setChosen] = useState<QuarantineEntry>()
  const dismiss = useMutation({
    mutationFn: (mn: string) => deleteResource(`quarantine/${encodeURIComponent(mn)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: quarantineQuery.queryKey }),
  })
  const columns = useColumns(setChosen, (mn) => dismiss.mutate(mn))
  return (
    <>
      {dismiss.error && <ErrorNotice error={dismiss.error} small />}
      <QueryView query={entries}>
        {(rows) => (
          <RowsTable<QuarantineEntry>
            rowKey={({ mn, reason }) => `${mn} ${reason}`}
            dataSource={rows}
            columns={columns}
            nothing={t('telemetry.noQuarantine')}
          />
        )}
      </QueryView>
      <Drawer
        open={chosen !== undefined}
        size={520}
        title={chosen?.mn}
        onClose={() => setChosen(undefined)}
        destroyOnHidden
      >
        {chosen !== undefined && (
          <DeviceForm
            mn={chosen.mn}
            likelyKind={kindOfSample(chosen.sample)}
            done={() => setChosen(undefined)}
          />
        )}
      </Drawer>
    </>
  )
}

/** Who sent and was refused, for an engineer to accept or dismiss. */
export function QuarantineTable() {
  return (
    <NeedsRight right="import">
      <Refused />
    </NeedsRight>
  )
}
