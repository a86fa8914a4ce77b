import type { NewTaskReport, TaskRow } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'

interface Filled {
  readonly asOf: Dayjs
  readonly percent: number
  readonly note?: string
  readonly evidence?: string[]
}

const reportOf = ({ asOf, percent, note = '', evidence = [] }: Filled): NewTaskReport => ({
  asOf: asOf.format('YYYY-MM-DD'),
  share: percent / 100,
  note,
  evidence,
})

interface Props {
  readonly task: TaskRow
  readonly at: string
  readonly close: () => void
}

function ReportForm({ task, at, close }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: (filled: Filled) =>
      sendJson('POST', `tasks/${encodeURIComponent(task.id)}/reports`, reportOf(filled)),
    onSuccess: async () => {
      void message.success(t('target.submitted'))
      close()
      await client.invalidateQueries()
    },
  })
  const required = [{ required: true, message: t('common.required') }]
  return (
    <Form<Filled>
      layout="vertical"
      initialValues={{ asOf: dayjs(at), percent: Math.round(task.share * 100) }}
      onFinish={(filled) => send.mutate(filled)}
      data-testid="task-report"
    >
      <div className="form-row">
        <Form.Item name="asOf" label={t('target.asOf')} rules={required}>
          <DatePicker allowClear={false} />
        </Form.Item>
        <Form.Item name="percent" label={t('tasks.share')} rules={required}>
          <InputNumber<number> min={0} max={100} suffix="%" />
        </Form.Item>
      </div>
      <Form.Item name="note" label={t('target.note')}>
        <Input.TextArea rows={2} maxLength={2000} />
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
      </Button>
    </Form>
  )
}

/** How far a task is, reported by hand; null: nothing is being reported. */
export function ReportTask({ task, ...rest }: Omit<Props, 'task'> & { readonly task: TaskRow | null }) {
  const { say } = useLanguage()
  return (
    <Modal
      title={task && `${task.code} ${say(task.title)}`}
      open={task !== null}
      footer={null}
      destroyOnHidden
      onCancel={rest.close}
    >
      {task && <ReportForm task={task} {...rest} />}
    </Modal>
  )
}
