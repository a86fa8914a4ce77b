import type { UnitRow } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input, Select, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { unitsQuery } from '../../api/identity-queries.ts'
import { regionsQuery } from '../../api/monitoring-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { QueryView } from '../../feedback/query-view.tsx'
import { holds } from '../../filters/holds.ts'
import { SearchBox } from '../../filters/search-box.tsx'
import { useLanguage } from '../../locales/use-language.ts'

const kinds = ['government', 'bureau', 'department', 'park', 'enterprise', 'other'] as const

function UnitForm({ unit, done }: { unit: UnitRow | undefined; done: () => void }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const regions = useQuery(regionsQuery)
  const send = useMutation({
    mutationFn: ({ id, ...rest }: UnitRow) => sendJson('PUT', `units/${encodeURIComponent(id)}`, rest),
    onSuccess: async () => {
      void message.success(t('common.saved'))
      done()
      await client.invalidateQueries({ queryKey: unitsQuery.queryKey })
    },
  })
  const required = [{ required: true, message: t('common.required') }]
  return (
    <Form<UnitRow> layout="vertical" initialValues={unit ?? {}} onFinish={(filled) => send.mutate(filled)}>
      <Form.Item name="id" label={t('admin.unitId')} rules={required}>
        <Input disabled={unit !== undefined} maxLength={80} />
      </Form.Item>
      <Form.Item name={['name', 'zh']} label={t('admin.nameZh')} rules={required}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name={['name', 'en']} label={t('admin.nameEn')} rules={required}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="kind" label={t('admin.kind')} rules={required}>
        <Select options={kinds.map((kind) => ({ value: kind, label: t(`admin.kindOf.${kind}`) }))} />
      </Form.Item>
      <Form.Item name="regionId" label={t('admin.region')} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={regions.data?.map((region) => ({ value: region.id, label: say(region.name) })) ?? []}
        />
      </Form.Item>
      {send.error && <ErrorNotice error={send.error} small />}
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {t('common.save')}
      </Button>
    </Form>
  )
}

/** The units that can answer for something, and where they belong. */
export function UnitsTable() {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const units = useQuery(unitsQuery)
  const regions = useQuery(regionsQuery)
  const [chosen, setChosen] = useState<UnitRow | 'new' | null>(null)
  const [text, setText] = useState('')
  const close = () => setChosen(null)
  const regionName = (id: string | null) => {
    const region = regions.data?.find((row) => row.id === id)
    return region ? say(region.name) : (id ?? '')
  }
  const columns: TableColumnsType<UnitRow> = [
    { key: 'id', title: t('admin.unitId'), dataIndex: 'id' },
    { key: 'name', title: t('admin.name'), render: (_, { name }) => say(name) },
    { key: 'kind', title: t('admin.kind'), render: (_, { kind }) => t(`admin.kindOf.${kind}`) },
    { key: 'region', title: t('admin.region'), render: (_, { regionId }) => regionName(regionId) },
    {
      key: 'edit',
      title: '',
      align: 'right',
      render: (_, unit) => (
        <Button size="small" onClick={() => setChosen(unit)}>
          {t('admin.edit')}
        </Button>
      ),
    },
  ]
  return (
    <>
      <div className="filters">
        <Button type="primary" onClick={() => setChosen('new')}>
          {t('admin.addUnit')}
        </Button>
        <SearchBox label={t('admin.searchUnits')} value={text} onSearch={setText} />
      </div>
      <QueryView query={units}>
        {(rows) => (
          <Table<UnitRow>
            rowKey="id"
            size="small"
            dataSource={rows.filter(({ id, name }) => holds(text, id, name.zh, name.en))}
            columns={columns}
            pagination={{ hideOnSinglePage: true }}
            scroll={{ x: 'max-content' }}
          />
        )}
      </QueryView>
      <Drawer open={chosen !== null} size={420} title={t('admin.unit')} onClose={close} destroyOnHidden>
        {chosen !== null && <UnitForm unit={chosen === 'new' ? undefined : chosen} done={close} />}
      </Drawer>
    </>
  )
}
