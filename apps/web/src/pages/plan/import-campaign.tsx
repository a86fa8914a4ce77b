import type { CampaignSummary } from '@qinglan/contract'
import type { PlanReading } from '@qinglan/plan-reader'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { regionsQuery } from '../../api/monitoring-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'

interface Filled {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly regionId: string
  readonly year: number
}

function RegionSelect(props: { value?: string; onChange?: (value: string) => void }) {
  const { say } = useLanguage()
  const { data = [] } = useQuery(regionsQuery)
  const options = data.map(({ id, name }) => ({ value: id, label: say(name) }))
  return <Select {...props} showSearch={{ optionFilterProp: 'label' }} options={options} />
}

function ImportForm({ reading, done }: { reading: PlanReading; done: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const navigate = useNavigate()
  const make = useMutation({
    mutationFn: ({ id, nameZh, nameEn, regionId, year }: Filled) =>
      sendJson<CampaignSummary>('POST', 'campaigns', {
        id,
        name: { zh: nameZh, en: nameEn },
        regionId,
        year,
        reading,
      }),
    onSuccess: async ({ id }) => {
      void message.success(t('plan.created'))
      done()
      await client.invalidateQueries()
      await navigate({ to: '/', search: { campaign: id, at: undefined } })
    },
  })
  const required = [{ required: true, message: t('common.required') }]
  return (
    <Form<Filled>
      layout="vertical"
      initialValues={{ nameZh: reading.title ?? '', year: reading.year ?? undefined }}
      onFinish={(filled) => make.mutate(filled)}
      data-testid="import-campaign"
    >
      <p className="muted">{t('plan.importHint')}</p>
      <Form.Item
        name="id"
        label={t('plan.campaignId')}
        rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{1,60}$/, message: t('plan.campaignId') }]}
      >
        <Input maxLength={61} placeholder={`city-${reading.year ?? 2021}`} />
      </Form.Item>
      <Form.Item name="nameZh" label={t('plan.nameZh')} rules={required}>
        <Input />
      </Form.Item>
      <Form.Item name="nameEn" label={t('plan.nameEn')} rules={required}>
        <Input />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="regionId" label={t('plan.region')} rules={required} className="grow">
          <RegionSelect />
        </Form.Item>
        <Form.Item name="year" label={t('plan.year')} rules={required}>
          <InputNumber<number> min={1980} max={2100} precision={0} />
        </Form.Item>
      </div>
      {make.error && <ErrorNotice error={make.error} small />}
      <Button type="primary" htmlType="submit" loading={make.isPending}>
        {t('plan.create')}
      </Button>
    </Form>
  )
}

/** Makes a new campaign of what was read. */
export function ImportCampaign({ reading }: { reading: PlanReading }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)} data-testid="import-as">
        {t('plan.importAs')}
      </Button>
      <Modal
        title={t('plan.importAs')}
        open={open}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <ImportForm reading={reading} done={() => setOpen(false)} />
      </Modal>
    </>
  )
}
