import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { addEvidence, rulesQuery } from '../../api/register-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'

interface Entered {
  readonly duty: string
  readonly on: string
}

/** Adds a device, document, deed or publication for a duty that counts it. */
export function EvidenceForm({ id, kind, at }: { id: string; kind: string; at: string }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const rules = useQuery(rulesQuery).data ?? []
  const counted = new Map(
    rules
      .filter((r) => r.kind === kind)
      .flatMap((r) => r.must)
      .filter((d) => d.type !== 'state' && d.type !== 'condition')
      .map((d) => [d.duty, d]),
  )
  const add = useMutation({
    mutationFn: ({ duty, on }: Entered) => {
      const type = counted.get(duty)?.type ?? ''
      return addEvidence(id, { type, duty, on, data: {}, ...(type === 'device' ? { lastDataOn: on } : {}) })
    },
    onSuccess: async () => {
      void message.success(t('registers.saved'))
      await client.invalidateQueries()
    },
  })
  if (counted.size === 0) return null
  return (
    <Form layout="inline" initialValues={{ on: at }} onFinish={(values: Entered) => add.mutate(values)}>
      <Form.Item name="duty" rules={[{ required: true }]}>
        <Select
          className="filter-wide"
          aria-label={t('registers.duty')}
          placeholder={t('registers.duty')}
          options={[...counted.values()].map((d) => ({ value: d.duty, label: say(d.title) }))}
        />
      </Form.Item>
      <Form.Item name="on" rules={[{ required: true, pattern: /^\d{4}-\d{2}-\d{2}$/ }]}>
        <Input aria-label={t('registers.onDay')} className="filter" />
      </Form.Item>
      <Button htmlType="submit" loading={add.isPending}>
        {t('registers.addEvidence')}
      </Button>
      {add.error && <ErrorNotice error={add.error} small />}
    </Form>
  )
}
