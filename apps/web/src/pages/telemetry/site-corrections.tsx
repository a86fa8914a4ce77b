import type { Correction } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input, InputNumber, Table, type TableColumnsType } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { correctionsQuery } from '../../api/telemetry-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { QueryView } from '../../feedback/query-view.tsx'
import { useSession } from '../../session/session.ts'
import { moment } from './moment.ts'

interface Values {
  /** The end of the hour, as a clock in China shows it. */
  readonly hour: Dayjs
  readonly factor: string
  readonly value?: number | null
  readonly reason: string
}

const path = (siteId: string) => `sites/${encodeURIComponent(siteId)}/corrections`

function CorrectionForm({ siteId }: { siteId: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const correct = useMutation({
    mutationFn: ({ hour, factor, value, reason }: Values) =>
      sendJson<Correction[]>('POST', path(siteId), {
        resolution: 'hour',
        at: new Date(`${hour.format('YYYY-MM-DDTHH')}:00:00+08:00`).toISOString(),
        factor: factor.trim(),
        statistic: 'Avg',
        value: value ?? null,
        reason,
      }),
    onSuccess: async (list) => {
      client.setQueryData(correctionsQuery(siteId).queryKey, list)
      form.resetFields()
      await client.invalidateQueries({ queryKey: ['sites'] })
    },
  })
  const required = [{ required: true, message: t('telemetry.required') }]
  return (
    <Form<Values>
      form={form}
      layout="inline"
      className="filters"
      data-testid="correction-form"
      onFinish={(values) => correct.mutate(values)}
    >
      <Form.Item name="hour" rules={required}>
        <DatePicker showTime={{ format: 'HH' }} format="YYYY-MM-DD HH" placeholder={t('telemetry.hourEnd')} />
      </Form.Item>
      <Form.Item name="factor" rules={required}>
        <Input placeholder={t('telemetry.factorCode')} style={{ width: 120 }} />
      </Form.Item>
      <Form.Item name="value">
        <InputNumber placeholder={t('telemetry.newValue')} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item name="reason" rules={required}>
        <Input placeholder={t('telemetry.correctionReason')} maxLength={500} />
      </Form.Item>
      <Button htmlType="submit" loading={correct.isPending}>
        {t('telemetry.correct')}
      </Button>
      {correct.error && <ErrorNotice error={correct.error} small />}
    </Form>
  )
}

/** What persons changed of a site's values, with what stood there before; whoever may changes one more. */
export function SiteCorrections({ siteId }: { siteId: string }) {
  const { t } = useTranslation()
  const session = useSession()
  const corrections = useQuery(correctionsQuery(siteId))
  const columns: TableColumnsType<Correction> = [
    { key: 'at', title: t('telemetry.hourEnd'), render: (_, c) => moment(c.at) },
    { key: 'factor', title: t('telemetry.factor'), dataIndex: 'factor' },
    {
      key: 'former',
      title: t('telemetry.formerValue'),
      align: 'right',
      render: (_, { former }) => (typeof former === 'number' ? former : former.missing),
    },
    {
      key: 'value',
      title: t('telemetry.newValue'),
      align: 'right',
      render: (_, { value }) => value ?? t('telemetry.rejected'),
    },
    { key: 'reason', title: t('telemetry.correctionReason'), dataIndex: 'reason' },
    {
      key: 'by',
      title: t('telemetry.askedBy'),
      render: (_, c) => (
        <>
          {c.correctedBy} <div className="muted small">{moment(c.correctedAt)}</div>
        </>
      ),
    },
  ]
  return (
    <>
      <h2>{t('telemetry.corrections')}</h2>
      {session?.signedIn && <CorrectionForm siteId={siteId} />}
      <QueryView query={corrections}>
        {(rows) =>
          rows.length > 0 && (
            <Table<Correction>
              rowKey="id"
              size="small"
              dataSource={rows}
              columns={columns}
              pagination={{ pageSize: 10, hideOnSinglePage: true }}
            />
          )
        }
      </QueryView>
    </>
  )
}
