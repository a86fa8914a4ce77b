import type { EntityRow, FactColumn, FactValue, Kind } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { regionsQuery } from '../../api/monitoring-queries.ts'
import { saveEntity } from '../../api/register-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { NeedsRight } from '../../session/needs-right.tsx'

interface Entered {
  readonly facts: Record<string, FactValue | undefined>
  readonly state?: string
  readonly regionId?: string
  readonly lon?: number | null
  readonly lat?: number | null
  readonly effectiveOn: string
  readonly reason?: string
}

/** The control that a column's type asks for. */
function FactInput({ column, ...rest }: { column: FactColumn; disabled?: boolean; id?: string }) {
  const { t } = useTranslation()
  if (column.enum)
    return (
      <Select allowClear {...rest} options={column.enum.map((value) => ({ value, label: String(value) }))} />
    )
  switch (column.type) {
    case 'number':
    case 'integer':
      return (
        <InputNumber
          className="wide"
          {...(column.unit ? { suffix: column.unit } : {})}
          {...(column.type === 'integer' ? { precision: 0 } : {})}
          {...rest}
        />
      )
    case 'boolean':
      return (
        <Select
          allowClear
          {...rest}
          options={[
            { value: true, label: t('common.yes') },
            { value: false, label: t('common.no') },
          ]}
        />
      )
    case 'date':
      return <Input placeholder="2021-04-30" {...rest} />
    default:
      return <Input {...rest} />
  }
}

const pointOf = (geometry: unknown): readonly number[] => {
  const point = geometry as { type?: string; coordinates?: number[] } | null | undefined
  return point?.type === 'Point' ? (point.coordinates ?? []) : []
}

function Fields({
  kind,
  entity,
  at,
  done,
}: {
  kind: Kind
  entity: EntityRow | undefined
  at: string
  done: () => void
}) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const regions = useQuery(regionsQuery)
  const save = useMutation({
    mutationFn: ({ facts, state, regionId, lon, lat, effectiveOn, reason }: Entered) => {
      const placed = typeof lon === 'number' && typeof lat === 'number'
      return saveEntity({
        kind: kind.kind,
        // an emptied field of a known entity is no longer known; one never filled in stays out
        facts: Object.fromEntries(
          Object.entries(facts).flatMap(([fact, value]): [string, FactValue][] => {
            const blank = value === undefined || value === null || value === ''
            if (!blank) return [[fact, value]]
            return entity?.facts[fact] === undefined ? [] : [[fact, null]]
          }),
        ),
        ...(state === undefined ? {} : { state }),
        ...(regionId === undefined ? {} : { regionId }),
        ...(placed ? { geometry: { type: 'Point', coordinates: [lon, lat] } } : {}),
        effectiveOn,
        reason: reason ?? '',
      })
    },
    onSuccess: async () => {
      void message.success(t('registers.saved'))
      await client.invalidateQueries()
      done()
    },
  })
  const [lon, lat] = pointOf(entity?.geometry)
  const initial = {
    facts: entity?.facts ?? {},
    state: entity?.state ?? undefined,
    regionId: entity?.regionId ?? undefined,
    lon,
    lat,
    effectiveOn: at,
  }
  return (
    <Form layout="vertical" initialValues={initial} onFinish={(values: Entered) => save.mutate(values)}>
      {kind.columns.map((c) => (
        <Form.Item
          key={c.fact}
          name={['facts', c.fact]}
          label={say(c.title)}
          rules={c.required ? [{ required: true }] : []}
        >
          <FactInput column={c} disabled={entity !== undefined && c.fact === kind.key} />
        </Form.Item>
      ))}
      {kind.states.length > 0 && (
        <Form.Item name="state" label={t('registers.state')}>
          <Select options={kind.states.map((s) => ({ value: s.key, label: say(s.title) }))} />
        </Form.Item>
      )}
      <Form.Item name="regionId" label={t('registers.region')} rules={[{ required: entity === undefined }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(regions.data ?? []).map((r) => ({ value: r.id, label: say(r.name) }))}
        />
      </Form.Item>
      {kind.geometry === 'point' && (
        <div className="form-row">
          <Form.Item name="lon" label={t('registers.lon')}>
            <InputNumber min={-180} max={180} />
          </Form.Item>
          <Form.Item name="lat" label={t('registers.lat')}>
            <InputNumber min={-90} max={90} />
          </Form.Item>
        </div>
      )}
      <Form.Item
        name="effectiveOn"
        label={t('registers.effective')}
        rules={[{ required: true, pattern: /^\d{4}-\d{2}-\d{2}$/ }]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="reason" label={t('registers.changeReason')}>
        <Input maxLength={500} />
      </Form.Item>
      {save.error && <ErrorNotice error={save.error} small />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('registers.save')}
      </Button>
    </Form>
  )
}

/** Enters an entity, or changes one: its fields are the columns of its kind. */
export function EntityForm({
  open,
  close,
  ...fields
}: {
  kind: Kind
  entity: EntityRow | undefined
  at: string
  open: boolean
  close: () => void
}) {
  const { t } = useTranslation()
  const title = fields.entity ? `${t('registers.change')} ${fields.entity.key}` : t('registers.add')
  return (
    <Drawer open={open} size={480} onClose={close} destroyOnHidden title={title}>
      <NeedsRight right="report">
        <Fields {...fields} done={close} />
      </NeedsRight>
    </Drawer>
  )
}
