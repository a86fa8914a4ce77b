import type { TaskRow } from '@qinglan/contract'
import { Form, InputNumber, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { ReportForm } from '../../reports/report-form.tsx'

interface Props {
  readonly task: TaskRow | null
  readonly at: string
  readonly close: () => void
}

/** How far a task is, reported by hand; null: nothing is being reported. */
export function ReportTask({ task, at, close }: Props) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return (
    <Modal
      title={task && `${task.code} ${say(task.title)}`}
      open={task !== null}
      footer={null}
      destroyOnHidden
      onCancel={close}
    >
      {task && (
        <ReportForm<{ readonly percent: number }>
          path={`tasks/${encodeURIComponent(task.id)}/reports`}
          at={at}
          initial={{ percent: Math.round(task.share * 100) }}
          figureOf={({ percent }) => ({ share: percent / 100 })}
          done={close}
          testId="task-report"
        >
          <Form.Item
            name="percent"
            label={t('tasks.share')}
            rules={[{ required: true, message: t('common.required') }]}
          >
            <InputNumber<number> min={0} max={100} suffix="%" />
          </Form.Item>
        </ReportForm>
      )}
    </Modal>
  )
}
