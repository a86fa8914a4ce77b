import type { AllocationInput, TargetAllocations, TargetDetail } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, InputNumber, Radio, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { targetPath } from '../../api/campaign-queries.ts'
import { sendJson } from '../../api/client.ts'
import { unitsQuery } from '../../api/identity-queries.ts'
import { regionsQuery } from '../../api/monitoring-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { holdersOf, inputOf, type Filled, type Holder } from './allocation-input.ts'

const methods = ['list', 'equal', 'by-share'] as const satisfies readonly AllocationInput['method'][]

interface HolderTableProps {
  readonly holders: readonly Holder[]
  readonly method: AllocationInput['method']
  readonly chosen: ReadonlySet<string>
  readonly choose: (ids: ReadonlySet<string>) => void
}

function HolderTable({ holders, method, chosen, choose }: HolderTableProps) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return (
    <Table<Holder>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={holders}
      rowSelection={{ selectedRowKeys: [...chosen], onChange: (keys) => choose(new Set(keys.map(String))) }}
      columns={[
        { key: 'holder', title: t('target.holder'), render: (_, { name }) => say(name) },
        {
          key: 'value',
          title: t('target.value'),
          render: (_, { name, id }) => (
            <Form.Item name={['shares', id, 'value']} noStyle>
              <InputNumber<number>
                size="small"
                disabled={method !== 'list' || !chosen.has(id)}
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
                disabled={method === 'equal' || !chosen.has(id)}
                aria-label={`${say(name)} ${t('target.weight')}`}
              />
            </Form.Item>
          ),
        },
      ]}
    />
  )
}

/** Breaks a target down among counties, parks and units: values by hand, equal parts, or parts by weight. */
export function AllocationForm({ detail, done }: { detail: TargetDetail; done: () => void }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { data: regions = [] } = useQuery(regionsQuery)
  const [form] = Form.useForm<Filled>()
  const method = Form.useWatch('method', form) ?? 'list'
  const { data: units = [] } = useQuery(unitsQuery)
  const [added, setAdded] = useState<readonly Holder[]>([])
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set())
  const holders = holdersOf(detail, regions, added)
  const chosen = new Set(holders.map(({ id }) => id).filter((id) => !dropped.has(id)))
  const others = units.filter(({ id }) => !holders.some((holder) => holder.id === id))
  const send = useMutation({
    mutationFn: (filled: Filled) =>
      sendJson<TargetAllocations>(
        'PUT',
        `${targetPath(detail.row.targetId)}/allocations`,
        inputOf(holders, filled, chosen),
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
      <HolderTable
        holders={holders}
        method={method}
        chosen={chosen}
        choose={(ids) => setDropped(new Set(holders.map(({ id }) => id).filter((id) => !ids.has(id))))}
      />
      <Select<string>
        className="wide"
        aria-label={t('target.addHolder')}
        placeholder={t('target.addHolder')}
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        options={others.map(({ id, name }) => ({ value: id, label: say(name) }))}
        onSelect={(id) => {
          const unit = others.find((one) => one.id === id)
          if (unit) setAdded([...added, { kind: 'unit', id, name: unit.name }])
        }}
      />
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
