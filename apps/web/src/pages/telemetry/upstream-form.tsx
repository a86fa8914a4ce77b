import type { UpstreamChange, UpstreamState } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { upstreamsQuery } from '../../api/telemetry-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'

interface Props {
  /** Absent: one that is to be added. */
  readonly upstream?: UpstreamState | undefined
  readonly done: () => void
}

/** Adds an upper platform, or changes one; an empty password leaves the one that is there. */
export function UpstreamForm({ upstream, done }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: ({ password, ...rest }: UpstreamChange) => {
      const change = password ? { ...rest, password } : rest
      return upstream
        ? sendJson<UpstreamState[]>('PUT', `upstreams/${upstream.id}`, change)
        : sendJson<UpstreamState[]>('POST', 'upstreams', change)
    },
    onSuccess: (states) => {
      client.setQueryData(upstreamsQuery.queryKey, states)
      done()
    },
  })
  const { name = '', host = '', port = 9212, enabled = true, answers = true } = upstream ?? {}
  const required = { required: true, whitespace: true, message: t('telemetry.required') }
  return (
    <Form<UpstreamChange>
      layout="vertical"
      data-testid="upstream-form"
      initialValues={{ name, host, port, enabled, answers }}
      onFinish={(change) => save.mutate(change)}
    >
      <Form.Item name="name" label={t('telemetry.upstreamName')} rules={[required]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="host"
        label={t('telemetry.host')}
        rules={[required, { pattern: /^[A-Za-z0-9.:-]+$/, message: t('telemetry.hostForm') }]}
      >
        <Input maxLength={253} />
      </Form.Item>
      <Form.Item
        name="port"
        label={t('telemetry.port')}
        rules={[{ required: true, message: t('telemetry.required') }]}
      >
        <InputNumber min={1} max={65_535} precision={0} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('telemetry.upstreamPassword')}
        extra={t('telemetry.upstreamPasswordHint')}
      >
        <Input.Password maxLength={64} autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="answers"
        label={t('telemetry.answers')}
        extra={t('telemetry.answersHint')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item
        name="enabled"
        label={t('telemetry.enabled')}
        extra={t('telemetry.enabledHint')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      {save.error && <ErrorNotice error={save.error} small />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('telemetry.save')}
      </Button>
    </Form>
  )
}
