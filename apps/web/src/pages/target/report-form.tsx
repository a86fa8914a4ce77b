import type { NewReport, TargetDetail } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, DatePicker, Form, Input, InputNumber, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { targetPath } from '../../api/campaign-queries.ts'
import { sendJson } from '../../api/client.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { isCompletion } from '../../figures/figure-text.ts'
import { useLanguage } from '../../locales/use-language.ts'

interface Filled {
  readonly asOf: Dayjs
  readonly value: number
  readonly total?: number | null
  readonly note?: string
  readonly evidence?: string[]
}

const reportOf = ({ asOf, value, total = null, note = '', evidence = [] }: Filled): NewReport => ({
  asOf: asOf.format('YYYY-MM-DD'),
  value,
  total,
  note,
  evidence,
})

/** A figure reported by hand, with what proves it. */
export function ReportForm({ detail, done }: { detail: TargetDetail; done: () => void }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: (filled: Filled) =>
      sendJson('POST', `${targetPath(detail.row.targetId)}/reports`, reportOf(filled)),
    onSuccess: async () => {
      void message.success(t('target.submitted'))
      done()
      await client.invalidateQueries()
    },
  })
  const required = [{ required: true, message: t('common.required') }]
  return (
    <Form<Filled>
      layout="vertical"
      initialValues={{ asOf: dayjs(detail.at) }}
      onFinish={(filled) => send.mutate(filled)}
      data-testid="report-form"
      className="report-form"
    >
      <div className="form-row">
        <Form.Item name="asOf" label={t('target.asOf')} rules={required}>
          <DatePicker allowClear={false} />
        </Form.Item>
        <Form.Item
          name="value"
          label={t(isCompletion(detail.row) ? 'target.reportShare' : 'target.reportValue')}
          rules={required}
        >
          <InputNumber<number> suffix={say(detail.row.unitText).trim()} className="value-input" />
        </Form.Item>
        <Form.Item name="total" label={t('target.total')}>
          <InputNumber<number> min={0} />
        </Form.Item>
      </div>
      <Form.Item name="note" label={t('target.note')}>
        <Input.TextArea rows={2} maxLength={2000} placeholder={t('target.noteHint')} />
      </Form.Item>
      <Form.Item name="evidence" label={t('target.evidence')}>
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          maxCount={50}
          placeholder={t('target.evidenceHint')}
        />
      </Form.Item>
      {send.error && <ErrorNotice error={send.error} small />}
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {t('target.submit')}
      </Button>{' '}
      <Button onClick={done}>{t('common.cancel')}</Button>
    </Form>
  )
}
