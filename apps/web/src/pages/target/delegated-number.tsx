import type { NewNumber, TargetDetail } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { targetPath } from '../../api/campaign-queries.ts'
import { sendJson } from '../../api/client.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { NeedsRight } from '../../session/needs-right.tsx'

/** Where the plan leaves the number to a higher level, it is entered here; until then the target is not assessable. */
export function DelegatedNumber({ detail }: { detail: TargetDetail }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { row, delegatedTo } = detail
  const send = useMutation({
    mutationFn: (entered: NewNumber) => sendJson('PUT', `${targetPath(row.targetId)}/number`, entered),
    onSuccess: async () => {
      void message.success(t('target.numberSaved'))
      await client.invalidateQueries()
    },
  })
  if (delegatedTo === null || row.value !== null) return null
  return (
    <Alert
      type="info"
      className="delegated"
      title={t('target.number')}
      description={
        <>
          <p>{t('target.numberHint', { by: delegatedTo })}</p>
          <NeedsRight right="plan">
            <Form<NewNumber> layout="inline" onFinish={(entered) => send.mutate(entered)}>
              <Form.Item
                name="value"
                label={t('target.numberValue')}
                rules={[{ required: true, message: t('common.required') }]}
              >
                <InputNumber<number> suffix={say(row.unitText).trim()} className="value-input" />
              </Form.Item>
              <Form.Item
                name="source"
                label={t('target.numberSource')}
                rules={[{ required: true, message: t('common.required') }]}
              >
                <Input maxLength={500} placeholder={t('target.numberSourceHint')} />
              </Form.Item>
              <Button type="primary" htmlType="submit" loading={send.isPending}>
                {t('common.save')}
              </Button>
            </Form>
          </NeedsRight>
          {send.error && <ErrorNotice error={send.error} small />}
        </>
      }
    />
  )
}
