import type { SiteLimit } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { limitsQuery } from '../../api/telemetry-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'

type Row = Partial<Pick<SiteLimit, 'factor' | 'source' | 'unit' | (typeof bounds)[number]>>

const bounds = ['low', 'high', 'rangeLow', 'rangeHigh'] as const

const gas = ['mg/m³', 'µg/m³', 'ng/m³']
const liquid = ['mg/L', 'µg/L', 'ng/L']

/** What a factor may be in, by the letter of its code; the server refuses what does not fit. */
function choicesOf(factor = ''): readonly string[] {
  if (factor.startsWith('a')) return gas
  return factor.startsWith('w') ? liquid : [...gas, ...liquid]
}

const limitOf = ({ factor = '', source = '', unit, low, high, rangeLow, rangeHigh }: Row): SiteLimit => ({
  factor: factor.trim(),
  low: low ?? null,
  high: high ?? null,
  rangeLow: rangeLow ?? null,
  rangeHigh: rangeHigh ?? null,
  source,
  unit: unit ?? null,
})

/** The fields of one factor's limits. */
function LimitFields({ name, remove }: { name: number; remove: () => void }) {
  const { t } = useTranslation()
  const factor = Form.useWatch<string | undefined>(['limits', name, 'factor'])
  const options = choicesOf(factor).map((value) => ({ value, label: value }))
  return (
    <div className="form-row limit-row" data-testid="limit-row">
      <Form.Item
        name={[name, 'factor']}
        label={t('siteLimits.factor')}
        rules={[{ required: true, whitespace: true, message: t('siteLimits.required') }]}
      >
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name={[name, 'low']} label={t('siteLimits.low')}>
        <InputNumber<number> />
      </Form.Item>
      <Form.Item name={[name, 'high']} label={t('siteLimits.high')}>
        <InputNumber<number> />
      </Form.Item>
      <Form.Item name={[name, 'unit']} label={t('siteLimits.unit')}>
        <Select allowClear placeholder={t('siteLimits.unitAsSent')} options={options} />
      </Form.Item>
      <Form.Item name={[name, 'rangeLow']} label={t('siteLimits.rangeLow')}>
        <InputNumber<number> />
      </Form.Item>
      <Form.Item name={[name, 'rangeHigh']} label={t('siteLimits.rangeHigh')}>
        <InputNumber<number> />
      </Form.Item>
      <Form.Item name={[name, 'source']} label={t('siteLimits.source')} className="grow">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item label=" ">
        <Button onClick={remove}>{t('siteLimits.remove')}</Button>
      </Form.Item>
    </div>
  )
}

interface Props {
  readonly siteId: string
  readonly limits: readonly SiteLimit[]
  readonly done: () => void
}

/** Changes the limits of a site: each factor with its limits, its range and the unit that they are written in. */
export function LimitForm({ siteId, limits, done }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: (rows: readonly Row[]) =>
      sendJson<SiteLimit[]>('PUT', `sites/${encodeURIComponent(siteId)}/limits`, rows.map(limitOf)),
    onSuccess: async (rows) => {
      client.setQueryData(limitsQuery(siteId).queryKey, rows)
      void message.success(t('siteLimits.saved'))
      done()
      await Promise.all([
        client.invalidateQueries({ queryKey: ['data-quality'] }),
        client.invalidateQueries({ queryKey: ['day-compliance'] }),
      ])
    },
  })
  return (
    <Form<{ limits: Row[] }>
      layout="vertical"
      initialValues={{ limits: limits.map((limit) => ({ ...limit })) }}
      onFinish={({ limits: rows }) => save.mutate(rows)}
      data-testid="limit-form"
    >
      <p className="muted">{t('siteLimits.hint')}</p>
      <Form.List name="limits">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <LimitFields key={key} name={name} remove={() => remove(name)} />
            ))}
            <Button onClick={() => add({})}>{t('siteLimits.add')}</Button>
          </>
        )}
      </Form.List>
      {save.error && <ErrorNotice error={save.error} small />}
      <div className="form-row form-end limit-save">
        <span />
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('siteLimits.save')}
        </Button>
      </div>
    </Form>
  )
}
