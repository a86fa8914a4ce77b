import { writeTimestamp } from '@qinglan/hj212'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Form, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { commandsQuery, devicesQuery } from '../../api/telemetry-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { commandChoices, requestOf } from './command-choices.ts'

interface Values {
  readonly mn: string
  readonly cn: string
  readonly range?: readonly [Dayjs, Dayjs]
  readonly factors?: string[]
}

// the person picks times as a clock in China shows them
const written = (time: Dayjs): string => time.format('YYYYMMDDHHmmss')

function send({ mn, cn, range, factors }: Values): Promise<{ id: string }> {
  const values = {
    mn,
    cn,
    ...(range ? { range: [written(range[0]), written(range[1])] as const } : {}),
    ...(factors ? { factors } : {}),
  }
  return sendJson(
    'POST',
    `devices/${encodeURIComponent(mn)}/commands`,
    requestOf(values, writeTimestamp(Date.now())),
  )
}

/** Sends a command to a data logger. */
export function CommandForm() {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const client = useQueryClient()
  const devices = useQuery(devicesQuery)
  const [form] = Form.useForm<Values>()
  const cn = Form.useWatch('cn', form)
  const needs = commandChoices.find((choice) => choice.cn === cn)?.needs
  const ask = useMutation({
    mutationFn: send,
    onSuccess: () => client.invalidateQueries({ queryKey: commandsQuery.queryKey }),
  })
  const required = [{ required: true }]
  return (
    <Form<Values> form={form} layout="inline" className="filters" onFinish={(values) => ask.mutate(values)}>
      <Form.Item name="mn" rules={required}>
        <Select
          aria-label={t('telemetry.mn')}
          placeholder={t('telemetry.mn')}
          style={{ width: 300 }}
          showSearch={{ optionFilterProp: 'label' }}
          options={devices.data?.map(({ mn, site }) => ({ value: mn, label: `${say(site)} ${mn}` })) ?? []}
        />
      </Form.Item>
      <Form.Item name="cn" rules={required}>
        <Select
          aria-label={t('telemetry.command')}
          placeholder={t('telemetry.command')}
          style={{ width: 220 }}
          options={commandChoices.map(({ cn: value, word }) => ({ value, label: t(`telemetry.${word}`) }))}
        />
      </Form.Item>
      {needs === 'range' && (
        <Form.Item name="range" rules={required}>
          <DatePicker.RangePicker showTime aria-label={t('telemetry.range')} />
        </Form.Item>
      )}
      {needs === 'factors' && (
        <Form.Item name="factors" rules={required}>
          <Select
            mode="tags"
            aria-label={t('telemetry.factors')}
            placeholder={t('telemetry.factors')}
            style={{ width: 220 }}
          />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" loading={ask.isPending}>
        {t('telemetry.ask')}
      </Button>
      {ask.error && <ErrorNotice error={ask.error} small />}
    </Form>
  )
}
