import type { EntityRow, FactColumn, FactValue, Kind } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input, InputNumber, Select } from 'antd'
import type { GeoJSONGeometry as Geometry } from 'ol/format/GeoJSON.js'
import { useTranslation } from 'react-i18next'
import { regionsQuery } from '../../api/monitoring-queries.ts'
import { saveEntity } from '../../api/register-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { NeedsRight } from '../../session/needs-right.tsx'
import { useFactText } from './use-fact-text.ts'
import { PlaceField } from './place-field.tsx'
import { crossesItself, isShape } from './place-shape.ts'

interface Entered {
  readonly facts: Record<string, FactValue | undefined>
  readonly state?: string
  readonly regionId?: string
  readonly geometry?: Geometry | null
  readonly effectiveOn: string
  readonly reason?: string
}

/** The control that a column's type asks for. */
function FactInput({ column, ...rest }: { column: FactColumn; disabled?: boolean; id?: string }) {
  const { t } = useTranslation()
  const factText = useFactText()
  if (column.enum)
    return (
      <Select
        allowClear
        {...rest}
        options={column.enum.map((value) => ({ value, label: factText(column, value) }))}
      />
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
    mutationFn: ({ facts, state, regionId, geometry, effectiveOn, reason }: Entered) =>
      saveEntity({
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
        ...(geometry === undefined ? {} : { geometry }),
        effectiveOn,
        reason: reason ?? '',
      }),
    onSuccess: async () => {
      void message.success(t('registers.saved'))
      await client.invalidateQueries()
      done()
    },
  })
  const initial = {
    facts: entity?.facts ?? {},
    state: entity?.state ?? undefined,
    regionId: entity?.regionId ?? undefined,
    ...(entity?.geometry ? { geometry: entity.geometry as Geometry } : {}),
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
      {isShape(kind.geometry) && (
        <Form.Item
          name="geometry"
          label={t('entityFile.place')}
          rules={[
            {
              validator: (_, value?: Geometry | null) =>
                value && crossesItself(value)
                  ? Promise.reject(new Error(t('entityFile.draw.crossing')))
                  : Promise.resolve(),
            },
          ]}
        >
          <PlaceField shape={kind.geometry} />
        </Form.Item>
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
    <Drawer open={open} size={640} onClose={close} destroyOnHidden title={title}>
      <NeedsRight right="report">
        <Fields {...fields} done={close} />
      </NeedsRight>
    </Drawer>
  )
}
