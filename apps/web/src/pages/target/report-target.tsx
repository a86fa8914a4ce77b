import type { NewReport, TargetDetail } from '@qinglan/contract'
import { Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { targetPath } from '../../api/campaign-queries.ts'
import { isCompletion } from '../../figures/figure-text.ts'
import { useLanguage } from '../../locales/use-language.ts'
import { ReportForm } from '../../reports/report-form.tsx'

type Figure = Pick<NewReport, 'value' | 'total'>

/** The figure of a promise, reported by hand. */
export function ReportTarget({ detail, done }: { detail: TargetDetail; done: () => void }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return (
    <ReportForm<Figure>
      path={`${targetPath(detail.row.targetId)}/reports`}
      at={detail.at}
      figureOf={({ value, total = null }) => ({ value, total })}
      done={done}
      cancel={done}
      testId="report-form"
    >
      <Form.Item
        name="value"
        label={t(isCompletion(detail.row) ? 'target.reportShare' : 'target.reportValue')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <InputNumber<number> suffix={say(detail.row.unitText).trim()} className="value-input" />
      </Form.Item>
      <Form.Item name="total" label={t('target.total')}>
        <InputNumber<number> min={0} />
      </Form.Item>
    </ReportForm>
  )
}
