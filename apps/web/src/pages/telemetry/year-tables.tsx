import type { DayCompliance, InletChange } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { dayComplianceQuery, inletChangeQuery } from '../../api/telemetry-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { useLanguage } from '../../locales/use-language.ts'

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(2)}%`)
const figure = (value: number | null): string =>
  value === null ? '–' : String(Math.round(value * 100) / 100)
const arrows = { up: '↑', down: '↓', same: '→' } as const

function ExceededDays({ days }: { days: DayCompliance['exceededDays'] }) {
  return (
    <>
      {days.slice(0, 100).map(({ day, factor, mean, high, low, unit }) => (
        <div key={`${day} ${factor}`} className="small">
          {day} {factor} {figure(mean)} {high !== null ? `> ${high}` : `< ${low}`} {unit}
        </div>
      ))}
    </>
  )
}

const number = <T,>(
  key: string,
  title: string,
  value: (row: T) => string | number,
): TableColumnsType<T>[number] => ({ key, title, align: 'right', render: (_, row) => value(row) })

const exceededOf = ({ exceededDays }: DayCompliance) => <ExceededDays days={exceededDays} />

/** On how many days of a year outlets kept their limits, and how the inlets of plants changed. */
export function YearTables({ year }: { year: number }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const compliance = useQuery(dayComplianceQuery(year))
  const inlets = useQuery(inletChangeQuery(year))
  const days: TableColumnsType<DayCompliance> = [
    {
      key: 'site',
      title: t('telemetry.site'),
      render: (_, { site, inDoubt }) => (
        <>
          {say(site)}
          {inDoubt.length > 0 && (
            <div className="danger-count small">
              {t('siteLimits.inDoubtDays', { factors: inDoubt.join(' ') })}
            </div>
          )}
        </>
      ),
    },
    number('valid', t('telemetry.validDays'), (r) => r.validDays),
    number('good', t('telemetry.compliantDays'), (r) => r.compliantDays),
    number('share', t('telemetry.compliantShare'), (r) => percent(r.share)),
    number('bad', t('telemetry.badDays'), (r) => r.validDays - r.compliantDays),
    number('unknown', t('telemetry.unknownDays'), (r) => r.unknownDays),
    number('stopped', t('telemetry.stoppedDays'), (r) => r.stoppedDays),
  ]
  const changes: TableColumnsType<InletChange> = [
    { key: 'site', title: t('telemetry.site'), render: (_, { site }) => say(site) },
    {
      key: 'role',
      title: t('telemetry.factor'),
      render: (_, { role }) => role.replace('inlet', '').toUpperCase(),
    },
    number('now', String(year), (r) => `${figure(r.now.dryMean)} (${r.now.dryDays})`),
    number('before', String(year - 1), (r) => `${figure(r.before.dryMean)} (${r.before.dryDays})`),
    number(
      'change',
      t('telemetry.change'),
      (r) => `${r.direction === null ? '' : arrows[r.direction]} ${figure(r.change)}`,
    ),
    number('rain', t('telemetry.rainMean'), (r) => `${figure(r.now.rainMean)} (${r.now.rainDays})`),
  ]
  return (
    <>
      <h2>{t('telemetry.yearOfDays', { year })}</h2>
      <QueryView query={compliance}>
        {(rows) => (
          <Table<DayCompliance>
            rowKey="siteId"
            size="small"
            dataSource={rows}
            columns={days}
            scroll={{ x: 'max-content' }}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            expandable={{
              rowExpandable: ({ exceededDays }) => exceededDays.length > 0,
              expandedRowRender: exceededOf,
            }}
          />
        )}
      </QueryView>
      {(inlets.data?.length ?? 0) > 0 && (
        <>
          <h2>{t('telemetry.inlets')}</h2>
          <p className="muted small">{t('telemetry.inletsHint')}</p>
          <Table<InletChange>
            rowKey={({ siteId, role }) => `${siteId} ${role}`}
            size="small"
            dataSource={inlets.data ?? []}
            columns={changes}
            pagination={false}
          />
        </>
      )}
    </>
  )
}
