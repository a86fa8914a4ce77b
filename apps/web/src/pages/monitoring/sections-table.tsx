import type { SectionResult, SectionRow } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Card, Empty, Table, Tag, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { sectionsQuery } from '../../api/monitoring-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { SimulatedTag } from '../../feedback/simulated-tag.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { inkOn, lookOfClass } from './site-colour.ts'

const levels = ['national', 'provincial', 'city'] as const

const text = (value: unknown): string => (typeof value === 'string' ? value : '—')

function ClassCell({ result }: { result: SectionResult | null }) {
  const { say } = useLanguage()
  const look = lookOfClass(result?.class ?? null)
  if (!result || !look) return <span className="muted">—</span>
  return (
    <span
      className="grade"
      style={{ backgroundColor: look.colour, color: inkOn(look.colour) }}
      title={`${result.from} ~ ${result.to}`}
    >
      {say(look.name)}
    </span>
  )
}

const gradeOf = (result: SectionResult | null) => lookOfClass(result?.class ?? null)?.grade ?? 99

function useColumns(choose: (siteId: string) => void): TableColumnsType<SectionRow> {
  const { t } = useTranslation()
  const { say, list } = useLanguage()
  return [
    {
      key: 'section',
      title: t('monitoring.section'),
      sorter: (a, b) => a.site.name.zh.localeCompare(b.site.name.zh, 'zh-CN'),
      render: (_, row) => (
        <>
          <button type="button" className="link" onClick={() => choose(row.site.id)}>
            {say(row.site.name)}
          </button>{' '}
          {row.simulated && <SimulatedTag />}
        </>
      ),
    },
    { key: 'river', title: t('monitoring.river'), render: (_, row) => text(row.site.attributes['river']) },
    {
      key: 'level',
      title: t('monitoring.level'),
      filters: levels.map((value) => ({ value, text: t(`level.${value}`) })),
      onFilter: (value, row) => levelsOf(row).some((level) => level === value),
      render: (_, row) => levelsOf(row).map((level) => <Tag key={level}>{t(`level.${level}`)}</Tag>),
    },
    {
      key: 'target',
      title: t('monitoring.targetClass'),
      render: (_, row) => text(row.site.attributes['targetClass']),
    },
    {
      key: 'month',
      title: t('monitoring.month'),
      sorter: (a, b) => gradeOf(a.month) - gradeOf(b.month),
      render: (_, row) => <ClassCell result={row.month} />,
    },
    {
      key: 'yearToDate',
      title: t('monitoring.yearToDate'),
      defaultSortOrder: 'descend',
      sorter: (a, b) => gradeOf(a.yearToDate) - gradeOf(b.yearToDate),
      render: (_, row) => <ClassCell result={row.yearToDate} />,
    },
    {
      key: 'main',
      title: t('monitoring.mainPollutants'),
      render: (_, row) => list(row.yearToDate?.main ?? []) || <span className="muted">—</span>,
    },
  ]
}

function levelsOf({ site }: SectionRow): (typeof levels)[number][] {
  const given = site.attributes['levels']
  return levels.filter((level) => Array.isArray(given) && given.includes(level))
}

/** The class of every section, this month and this year so far. */
export function SectionsTable({ at, choose }: { at: string | undefined; choose: (siteId: string) => void }) {
  const { t } = useTranslation()
  const query = useQuery(sectionsQuery(at))
  const columns = useColumns(choose)
  return (
    <Card size="small" title={t('monitoring.sections')} styles={{ body: { padding: 0 } }}>
      <QueryView query={query}>
        {(rows) => (
          <Table<SectionRow>
            aria-label={t('monitoring.sections')}
            rowKey={(row) => row.site.id}
            size="small"
            dataSource={rows}
            columns={columns}
            scroll={{ x: 860 }}
            pagination={{ defaultPageSize: 20, hideOnSinglePage: true, size: 'small' }}
            locale={{
              emptyText: (
                <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('monitoring.noSections')} />
              ),
            }}
          />
        )}
      </QueryView>
    </Card>
  )
}
