import type { AllocationInput, TargetAllocations, TargetDetail } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, InputNumber, Radio, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { targetPath } from '../../api/campaign-queries.ts'
import { sendJson } from '../../api/client.ts'
import { regionsQuery } from '../../api/monitoring-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { holdersOf, inputOf, type Filled, type Holder } from './allocation-input.ts'

const methods = ['list', 'equal', 'by-share'] as const satisfies readonly AllocationInput['method'][]

function HolderTable({ holders, method }: { holders: readonly Holder[]; method: AllocationInput['method'] }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return (
    <Table<Holder>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={holders}
      columns={[
        { key: 'holder', title: t('target.holder'), render: (_, { name }) => say(name) },
        {
          key: 'value',
          title: t('target.value'),
          render: (_, { name, id }) => (
            <Form.Item name={['shares', id, 'value']} noStyle>
              <InputNumber<number>
                size="small"
                disabled={method !== 'list'}
                aria-label={`${say(name)} ${t('target.value')}`}
              />
            </Form.Item>
          ),
        },
        {
          key: 'weight',
          title: t('target.weight'),
          render: (_, { name, id }) => (
            <Form.Item name={['shares', id, 'weight']} noStyle>
              <InputNumber<number>
                size="small"
                min={0}
                disabled={method === 'equal'}
                aria-label={`${say(name)} ${t('target.weight')}`}
              />
            </Form.Item>
          ),
        },
      ]}
    />
  )
}

/** Breaks a target down: values by hand, equal parts, or parts by weight. Those without a value or weight get none. */
export function AllocationForm({ detail, done }: { detail: TargetDetail; done: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { data: regions = [] } = useQuery(regionsQuery)
  const [form] = Form.useForm<Filled>()
  const method = Form.useWatch('method', form) ?? 'list'
  const holders = holdersOf(detail, regions)
  const send = useMutation({
    mutationFn: (filled: Filled) =>
      sendJson<TargetAllocations>(
        'PUT',
        `${targetPath(detail.row.targetId)}/allocations`,
        inputOf(holders, filled),
      ),
    onSuccess: async () => {
      void message.success(t('common.saved'))
      done()
      await client.invalidateQueries()
    },
  })
  const shares = Object.fromEntries(
    detail.allocations.map(({ holder, value, weight }) => [holder.id, { value, weight }]),
  )
  return (
    <Form<Filled>
      form={form}
      initialValues={{ method: 'list', shares }}
      onFinish={(filled) => send.mutate(filled)}
      data-testid="allocation-form"
    >
      <Form.Item name="method" label={t('target.method')}>
        <Radio.Group options={methods.map((value) => ({ value, label: t(`allocationMethod.${value}`) }))} />
      </Form.Item>
      <HolderTable holders={holders} method={method} />
      {send.error && <ErrorNotice error={send.error} small />}
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('common.save')}
        </Button>
        <Button onClick={done}>{t('common.cancel')}</Button>
      </div>
    </Form>
  )
}
