import type { Device, DeviceChange, SiteKind } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Radio, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { regionsQuery, sitesQuery } from '../../api/monitoring-queries.ts'
import { devicesQuery, quarantineQuery } from '../../api/telemetry-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { siteKinds } from '../monitoring/monitoring-search.ts'

interface Values extends Omit<DeviceChange, 'newSite'> {
  readonly code?: string
  readonly zh?: string
  readonly en?: string
  readonly regionId?: string
  readonly kind?: SiteKind
}

interface Props {
  readonly mn: string
  /** Absent: a logger that is to be registered. */
  readonly device?: Device
  /** What its packets say it is at. */
  readonly likelyKind?: SiteKind
  readonly done: () => void
}

function changeOf({ code, zh = '', en = '', regionId, kind, password, ...rest }: Values): DeviceChange {
  const secret = password ? { password } : {}
  if (!code) return { ...rest, ...secret }
  const { siteId: _, ...others } = rest
  const ofKind = kind ? { kind } : {}
  const newSite = { code, name: { zh, en: en || zh }, regionId: regionId ?? null, ...ofKind }
  return { ...others, ...secret, newSite }
}

function NewSiteFields() {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const regions = useQuery(regionsQuery)
  const required = [{ required: true }]
  return (
    <>
      <Form.Item name="code" label={t('telemetry.siteCode')} rules={required}>
        <Input />
      </Form.Item>
      <Form.Item name="zh" label={t('telemetry.siteZh')} rules={required}>
        <Input />
      </Form.Item>
      <Form.Item name="en" label={t('telemetry.siteEn')}>
        <Input />
      </Form.Item>
      <Form.Item name="kind" label={t('telemetry.siteKind')} rules={required}>
        <Select options={siteKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
      </Form.Item>
      <Form.Item name="regionId" label={t('telemetry.region')} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={regions.data?.map(({ id, name }) => ({ value: id, label: say(name) })) ?? []}
        />
      </Form.Item>
    </>
  )
}

function SiteFields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const sites = useQuery(sitesQuery())
  const [made, setMade] = useState(isNew)
  return (
    <>
      {isNew && (
        <Form.Item>
          <Radio.Group
            value={made}
            onChange={({ target }) => setMade(target.value === true)}
            options={[
              { value: true, label: t('telemetry.newSite') },
              { value: false, label: t('telemetry.knownSite') },
            ]}
          />
        </Form.Item>
      )}
      {made ? (
        <NewSiteFields />
      ) : (
        <Form.Item name="siteId" label={t('telemetry.site')} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={sites.data?.map(({ id, name }) => ({ value: id, label: say(name) })) ?? []}
          />
        </Form.Item>
      )}
    </>
  )
}

/** Registers a data logger, or changes its settings. The password is never shown; an empty field leaves it as it is. */
export function DeviceForm({ mn, device, likelyKind = 'source-outlet', done }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: (values: Values) =>
      sendJson<Device>('PUT', `devices/${encodeURIComponent(mn)}`, changeOf(values)),
    onSuccess: async () => {
      void message.success(t('telemetry.saved'))
      await Promise.all([
        client.invalidateQueries({ queryKey: devicesQuery.queryKey }),
        client.invalidateQueries({ queryKey: quarantineQuery.queryKey }),
      ])
      done()
    },
  })
  const first = {
    siteId: device?.siteId,
    kind: likelyKind,
    checkPassword: device?.checkPassword ?? true,
    acceptModbusCrc: device?.acceptModbusCrc ?? false,
    timeLabel: device?.timeLabel ?? 'start',
    enabled: device?.enabled ?? true,
  }
  return (
    <Form<Values> layout="vertical" initialValues={first} onFinish={(values) => save.mutate(values)}>
      <SiteFields isNew={device === undefined} />
      <Form.Item name="password" label={t('telemetry.password')} rules={[{ required: device === undefined }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="checkPassword" label={t('telemetry.checkPassword')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="acceptModbusCrc" label={t('telemetry.modbus')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="timeLabel" label={t('telemetry.timeLabel')}>
        <Radio.Group
          options={[
            { value: 'start', label: t('telemetry.start') },
            { value: 'end', label: t('telemetry.end') },
          ]}
        />
      </Form.Item>
      <Form.Item name="enabled" label={t('telemetry.enabled')} valuePropName="checked">
        <Switch />
      </Form.Item>
      {save.error && <ErrorNotice error={save.error} small />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('telemetry.save')}
      </Button>
    </Form>
  )
}
