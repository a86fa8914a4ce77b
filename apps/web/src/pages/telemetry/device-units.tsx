import type { DeviceUnit } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Select, Table, Tag, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { daysToAssessQuery, devicesQuery, unitsQuery } from '../../api/telemetry-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { QueryView } from '../../feedback/query-view.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { useRight } from '../../session/session.ts'

interface Change {
  readonly factor: string
  readonly unit: string | null
}

/** A value to four digits, so that thousandfold steps show. */
const shortly = (value: number): string => String(Number(value.toPrecision(4)))

function useColumns(change: ((to: Change) => void) | undefined): TableColumnsType<DeviceUnit> {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return [
    {
      key: 'factor',
      title: t('telemetry.factor'),
      render: (_, { name, factor }) => `${say(name)} ${factor}`,
    },
    {
      key: 'median',
      title: t('telemetry.median'),
      align: 'right',
      render: (_, { median, likely }) =>
        median !== null && (
          <>
            {shortly(median)} {likely !== null && <span className="muted small">≈ {likely}</span>}
          </>
        ),
    },
    {
      key: 'unit',
      title: t('telemetry.unit'),
      width: 150,
      render: (_, { factor, unit, choices, origin, name }) =>
        change ? (
          <Select
            size="small"
            className="wide"
            aria-label={`${t('telemetry.unit')} ${say(name)}`}
            status={origin === 'doubt' ? 'warning' : ''}
            value={unit}
            placeholder={t('telemetry.chooseUnit')}
            allowClear={origin === 'said'}
            options={choices.map((value) => ({ value, label: value }))}
            onChange={(value?: string) => change({ factor, unit: value ?? null })}
          />
        ) : (
          (unit ?? '?')
        ),
    },
    {
      key: 'origin',
      title: t('telemetry.unitOrigin'),
      render: (_, { origin, saidBy }) => (
        <Tag {...(origin === 'doubt' ? { color: 'warning' } : {})}>
          {t(`telemetry.unitOrigins.${origin}`)} {saidBy}
        </Tag>
      ),
    },
  ]
}

/** Says that figures of the past will still change. */
function Assessing({ mn }: { mn: string }) {
  const { t } = useTranslation()
  const { data } = useQuery(daysToAssessQuery(mn))
  if (data?.waiting !== true) return null
  const { days } = data
  return (
    <Alert
      type="info"
      showIcon
      title={days === null ? t('telemetry.assessingAnew') : t('telemetry.daysToAssess', { count: days })}
    />
  )
}

/** In which units a data logger sends its factors; where that is in doubt, an engineer is asked. */
export function DeviceUnits({ mn }: { mn: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const mayChange = useRight('import')
  const units = useQuery(unitsQuery(mn))
  const save = useMutation({
    mutationFn: ({ factor, unit }: Change) =>
      sendJson<DeviceUnit[]>('PUT', `devices/${encodeURIComponent(mn)}/units/${encodeURIComponent(factor)}`, {
        unit,
      }),
    onSuccess: (rows) => {
      client.setQueryData(unitsQuery(mn).queryKey, rows)
      // what is known of this logger among them: its days are assessed anew, and limits count in another unit
      return Promise.all([
        client.invalidateQueries({ queryKey: devicesQuery.queryKey }),
        client.invalidateQueries({ queryKey: ['limits'] }),
      ])
    },
  })
  const columns = useColumns(mayChange ? save.mutate : undefined)
  return (
    <>
      <h2>{t('telemetry.units')}</h2>
      {save.error && <ErrorNotice error={save.error} small />}
      <Assessing mn={mn} />
      <QueryView query={units}>
        {(rows) => (
          <>
            {rows.some(({ origin }) => origin === 'doubt') && (
              <Alert type="warning" showIcon title={t('telemetry.unitDoubt')} />
            )}
            <Table<DeviceUnit>
              rowKey="factor"
              size="small"
              pagination={false}
              dataSource={rows}
              columns={columns}
              scroll={{ x: 'max-content' }}
            />
          </>
        )}
      </QueryView>
    </>
  )
}
