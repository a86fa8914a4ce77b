import type { PlatformIntake, PlatformProblem } from '@qinglan/contract'
import { Alert, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatFigure } from '../../figures/format-figure.ts'
import { useLanguage } from '../../locales/use-language.ts'

function useColumns(isTable: boolean): TableColumnsType<PlatformProblem> {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return [
    {
      key: 'place',
      title: t('platformFiles.place'),
      width: 100,
      render: (_, { line, record }) => {
        const place = typeof line === 'number' ? t('platformFiles.line', { number: line }) : undefined
        if (isTable || record === 0) return place ?? t('platformFiles.whole')
        return (
          <>
            {t('platformFiles.record', { number: record })}
            {place !== undefined && <div className="muted small">{place}</div>}
          </>
        )
      },
    },
    {
      key: 'reason',
      title: t('platformFiles.reason'),
      render: (_, { what, value, reason }) => (
        <>
          {reason ? say(reason) : what}
          <div className="wrapping">
            <code>{value}</code>
          </div>
        </>
      ),
    },
  ]
}

/** What was stored of a delivery. One that came before rows were counted apart says only how many differ from what was there. */
function countsOf({ records, observations, changed, added, firms, firmsChanged, problems }: PlatformIntake) {
  const isNew = added ?? 0
  const more = problems.find(({ what }) => what === 'more')
  return {
    records,
    added: isNew,
    changed: changed - isNew,
    same: observations - changed,
    firms,
    firmsChanged,
    problems: more ? problems.length - 1 + Number(more.value) : problems.length,
  }
}

const counted = ['records', 'added', 'changed', 'same', 'firms', 'firmsChanged', 'problems'] as const

/** What came of a delivery of another platform: counts, and each fault with its place and reason. */
export function PlatformOutcome({ intake, isTable }: { intake: PlatformIntake; isTable: boolean }) {
  const { t } = useTranslation()
  const columns = useColumns(isTable)
  const counts = countsOf(intake)
  const { problems, observations } = intake
  const state = problems.length === 0 && observations > 0 ? 'clean' : observations > 0 ? 'faulty' : 'nothing'
  return (
    <div data-testid="platform-outcome">
      <Alert
        type={state === 'clean' ? 'success' : 'warning'}
        showIcon
        title={t(`platformFiles.${state}`)}
        role="status"
      />
      <dl className="counts">
        {counted.map((name) => (
          <div key={name} data-testid={`platform-${name}`}>
            <dt className="muted">{t(`platformFiles.${name}`)}</dt>
            <dd className={name === 'problems' && counts.problems > 0 ? 'danger-count' : ''}>
              {formatFigure(counts[name])}
            </dd>
          </div>
        ))}
      </dl>
      {problems.length > 0 && (
        <Table<PlatformProblem>
          aria-label={t('platformFiles.problems')}
          rowKey={({ record, what, value }) => `${record} ${what} ${value}`}
          size="small"
          dataSource={problems}
          columns={columns}
          pagination={{ defaultPageSize: 10, hideOnSinglePage: true, size: 'small', showSizeChanger: false }}
        />
      )}
    </div>
  )
}
