import { DownloadOutlined } from '@ant-design/icons'
import type { GapRow } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Alert, Button, Progress, Switch, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { apiHref } from '../../api/client.ts'
import { regionsQuery } from '../../api/monitoring-queries.ts'
import { gapsQuery, kindsQuery, rulesQuery } from '../../api/register-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { SearchBox } from '../../filters/search-box.tsx'
import { PageHead } from '../../frame/page-head.tsx'
import { useCampaign } from '../../frame/use-campaign.ts'
import { useLanguage } from '../../locales/use-language.ts'
import type { DutiesSearch } from './duties-search.ts'
import { RuleEditor } from './rule-editor.tsx'

const route = getRouteApi('/duties')

const number = (key: 'population' | 'bound' | 'fulfilled' | 'open' | 'late' | 'unknown', title: string) => ({
  key,
  title,
  dataIndex: key,
  align: 'end' as const,
  sorter: (a: GapRow, b: GapRow) => a[key] - b[key],
})

function useColumns(openRule: (rule: string) => void): TableColumnsType<GapRow> {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const kinds = new Map((useQuery(kindsQuery).data ?? []).map((k) => [k.kind, k.title]))
  const regions = new Map((useQuery(regionsQuery).data ?? []).map((r) => [r.id, r.name]))
  return [
    {
      key: 'rule',
      title: t('duties.rule'),
      sorter: (a, b) => a.row.localeCompare(b.row),
      render: (_, r) => (
        <>
          <div>{say(r.title)}</div>
          <span className="muted">
            {r.row} ·{' '}
            <Link to="/registers" search={{ kind: r.kind }}>
              {say(kinds.get(r.kind) ?? { zh: r.kind, en: r.kind })}
            </Link>
            {r.regionId === null
              ? ''
              : ` · ${say(regions.get(r.regionId) ?? { zh: r.regionId, en: r.regionId })}`}
          </span>
        </>
      ),
    },
    number('population', t('duties.population')),
    number('bound', t('duties.boundCount')),
    number('fulfilled', t('duties.fulfilled')),
    number('open', t('duties.openCount')),
    number('late', t('duties.lateCount')),
    number('unknown', t('duties.unknownCount')),
    {
      key: 'rate',
      title: t('duties.rate'),
      sorter: (a, b) => (a.rate ?? -1) - (b.rate ?? -1),
      render: (_, r) =>
        r.rate === null ? (
          '—'
        ) : (
          <>
            <Progress percent={r.rate} size="small" format={(p) => `${p}%`} />
            <span className="muted small">
              {r.fulfilled}/{r.bound}
            </span>
          </>
        ),
    },
    {
      key: 'edit',
      render: (_, r) => (
        <Button size="small" onClick={() => openRule(r.rule)}>
          {t('duties.edit')}
        </Button>
      ),
    },
  ]
}

/** Who must have what and who has not, by rule and county; rules can be tried before they are saved. */
export function DutiesPage() {
  const { t } = useTranslation()
  const { say, language } = useLanguage()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { at: chosen, campaign } = useCampaign()
  const at = chosen ?? campaign?.defaultAt
  const gaps = useQuery(gapsQuery(at, search.byRegion ?? false))
  const rules = useQuery(rulesQuery)
  const choose = (change: DutiesSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
  const columns = useColumns((rule) => choose({ rule }))
  const words = (search.q ?? '').toLowerCase()
  return (
    <>
      <PageHead
        title={t('duties.title')}
        note={`${t('duties.note')} · ${t('frame.at')} ${at ?? ''}`}
        simulated={campaign?.simulated ?? false}
      />
      <div className="filters">
        <SearchBox
          label={t('duties.rule')}
          value={search.q ?? ''}
          onSearch={(q) => choose({ q: q || undefined })}
        />
        <Switch
          checked={search.byRegion ?? false}
          onChange={(on) => choose({ byRegion: on || undefined })}
          aria-label={t('duties.byRegion')}
        />
        {t('duties.byRegion')}
        <Button
          href={apiHref('gaps.xlsx', { at, byRegion: search.byRegion ?? false, lang: language })}
          download
          icon={<DownloadOutlined />}
          data-testid="export"
        >
          {t('common.export')}
        </Button>
      </div>
      {gaps.data?.some((r) => !r.whole) && (
        <Alert type="info" showIcon title={t('duties.ownPart')} data-testid="own-part" />
      )}
      <QueryView query={gaps}>
        {(rows) => (
          <Table
            rowKey={(r) => `${r.rule} ${r.regionId ?? ''}`}
            size="small"
            dataSource={rows.filter((r) =>
              `${say(r.title)} ${r.row} ${r.kind}`.toLowerCase().includes(words),
            )}
            columns={columns}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            data-testid="gaps"
          />
        )}
      </QueryView>
      <RuleEditor
        rule={rules.data?.find((r) => r.rule === search.rule)}
        at={at}
        close={() => choose({ rule: undefined })}
      />
    </>
  )
}
