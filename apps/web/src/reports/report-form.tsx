import type { NewReport } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../api/client.ts'
import { ErrorNotice } from '../feedback/error-notice.tsx'

interface Filled {
  readonly asOf: Dayjs
  readonly note?: string
  readonly evidence?: string[]
}

/** What every report says, whatever it is about. */
const reportOf = ({ asOf, note = '', evidence = [] }: Filled): Omit<NewReport, 'value' | 'total'> => ({
  asOf: asOf.format('YYYY-MM-DD'),
  note,
  evidence,
})

interface Props<Figure extends object> {
  /** Where the report goes. */
  readonly path: string
  /** The day that is looked at, which the report is likely about. */
  readonly at: string
  readonly initial?: Figure
  /** The figure as the server takes it. */
  readonly figureOf: (figure: Figure) => object
  readonly done: () => void
  readonly cancel?: () => void
  readonly testId: string
  /** The fields of the figure. */
  readonly children: ReactNode
}

/** A figure reported by hand, with the day it is of, a note and what proves it. */
export function ReportForm<Figure extends object>(props: Props<Figure>) {
  const { path, at, initial, figureOf, done, cancel, testId, children } = props
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: (filled: Filled & Figure) =>
      sendJson('POST', path, { ...reportOf(filled), ...figureOf(filled) }),
    onSuccess: async () => {
      void message.success(t('target.submitted'))
      done()
      await client.invalidateQueries()
    },
  })
  return (
    <Form<Filled & Figure>
      layout="vertical"
      initialValues={{ asOf: dayjs(at), ...initial }}
      onFinish={(filled) => send.mutate(filled)}
      data-testid={testId}
      className="report-form"
    >
      <div className="form-row">
        <Form.Item
          name="asOf"
          label={t('target.asOf')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <DatePicker allowClear={false} />
        </Form.Item>
        {children}
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
      {cancel && <Button onClick={cancel}>{t('common.cancel')}</Button>}
    </Form>
  )
}
