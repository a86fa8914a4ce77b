import { DownloadOutlined } from '@ant-design/icons'
import type { EntityRow, Kind } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Empty, Select, Table, Tag, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { apiHref } from '../../api/client.ts'
import { entitiesQuery, kindsQuery } from '../../api/register-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { SearchBox } from '../../filters/search-box.tsx'
import { PageHead } from '../../frame/page-head.tsx'
import { useCampaign } from '../../frame/use-campaign.ts'
import { useLanguage } from '../../locales/use-language.ts'
import { EntityDrawer, factText } from './entity-drawer.tsx'
import { ImportTable } from './import-table.tsx'
import type { RegistersSearch } from './registers-search.ts'

const route = getRouteApi('/registers')
const pageSize = 50

function useColumns(kind: Kind, open: (id: string) => void): TableColumnsType<EntityRow> {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const facts: TableColumnsType<EntityRow> = kind.columns.map((c) => ({
    key: c.fact,
    title: `${say(c.title)}${c.unit ? ` (${c.unit})` : ''}`,
    align: c.type === 'number' || c.type === 'integer' ? ('end' as const) : ('start' as const),
    render: (_: unknown, row: EntityRow) => {
      const text = factText(row.facts[c.fact], t('common.yes'), t('common.no'))
      return c.fact === kind.key ? (
        <Button type="link" size="small" onClick={() => open(row.id)}>
          {text}
        </Button>
      ) : (
        text
      )
    },
  }))
  const states = new Map(kind.states.map((s) => [s.key, s.title]))
  return [
    ...facts,
    ...(kind.states.length > 0
      ? [
          {
            key: 'state',
            title: t('registers.state'),
            render: (_: unknown, r: EntityRow) => say(states.get(r.state ?? '') ?? { zh: '—', en: '—' }),
          },
        ]
      : []),
    {
      key: 'duties',
      title: t('registers.duties'),
      render: (_: unknown, r: EntityRow) => (
        <>
          {r.late > 0 && <Tag color="error">{t('registers.lateCount', { count: r.late })}</Tag>}
          {r.open > 0 && <Tag color="processing">{t('registers.openCount', { count: r.open })}</Tag>}
        </>
      ),
    },
    { key: 'entered', title: t('registers.entered'), dataIndex: 'enteredOn', width: 120 },
  ]
}

function Register({
  kind,
  search,
  choose,
  at,
}: {
  kind: Kind
  search: RegistersSearch
  choose: (change: RegistersSearch) => void
  at: string | undefined
}) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const columns = useColumns(kind, (entity) => choose({ entity }))
  const asked = { kind: kind.kind, state: search.state, text: search.q, status: search.status }
  const query = useQuery(
    entitiesQuery({ ...asked, limit: pageSize, offset: ((search.page ?? 1) - 1) * pageSize }),
  )
  return (
    <>
      <div className="filters">
        <SearchBox
          label={t('registers.search')}
          value={search.q ?? ''}
          onSearch={(q) => choose({ q: q || undefined, page: undefined })}
        />
        {kind.states.length > 0 && (
          <Select
            allowClear
            placeholder={t('registers.state')}
            aria-label={t('registers.state')}
            className="filter"
            value={search.state ?? null}
            onChange={(state: string | null) => choose({ state: state ?? undefined, page: undefined })}
            options={kind.states.map((s) => ({ value: s.key, label: say(s.title) }))}
          />
        )}
        <Select
          allowClear
          placeholder={t('registers.status')}
          aria-label={t('registers.status')}
          className="filter"
          value={search.status ?? null}
          onChange={(status: 'late' | 'open' | null) =>
            choose({ status: status ?? undefined, page: undefined })
          }
          options={[
            { value: 'late', label: t('registers.late') },
            { value: 'open', label: t('registers.open') },
          ]}
        />
        <Button
          href={apiHref('entities.xlsx', asked)}
          download
          icon={<DownloadOutlined />}
          data-testid="export"
        >
          {t('common.export')}
        </Button>
        <Button href={apiHref(`kinds/${kind.kind}/template.xlsx`)} download>
          {t('registers.template')}
        </Button>
      </div>
      <ImportTable kind={kind.kind} at={at} />
      <QueryView query={query}>
        {(list) => (
          <Table
            rowKey="id"
            size="small"
            scroll={{ x: 'max-content' }}
            dataSource={list.rows}
            columns={columns}
            data-testid="entities"
            pagination={{
              current: search.page ?? 1,
              pageSize,
              total: list.total,
              showSizeChanger: false,
              showTotal: (count) => t('registers.all', { count }),
              onChange: (page) => choose({ page }),
            }}
          />
        )}
      </QueryView>
    </>
  )
}

/** Registers by kind: columns from the kind, filters, export, import, each entity with its duties. */
export function RegistersPage() {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { at: chosen, campaign } = useCampaign()
  const at = chosen ?? campaign?.defaultAt
  const kinds = useQuery(kindsQuery)
  const choose = (change: RegistersSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
  return (
    <QueryView query={kinds}>
      {(all) => {
        const kind = all.find((k) => k.kind === search.kind) ?? all.find((k) => k.entities > 0) ?? all[0]
        return (
          <>
            <PageHead
              title={t('registers.title')}
              note={at && `${t('frame.at')} ${at}`}
              simulated={campaign?.simulated ?? false}
            />
            {kind ? (
              <>
                <Select
                  showSearch={{ optionFilterProp: 'label' }}
                  aria-label={t('registers.kind')}
                  className="filter-wide"
                  value={kind.kind}
                  onChange={(next: string) =>
                    choose({ kind: next, state: undefined, page: undefined, q: undefined })
                  }
                  options={all.map((k) => ({ value: k.kind, label: `${say(k.title)} (${k.entities})` }))}
                />
                <Register kind={kind} search={search} choose={choose} at={at} />
              </>
            ) : (
              <Empty description={t('registers.none')} />
            )}
            <EntityDrawer id={search.entity} at={at} close={() => choose({ entity: undefined })} />
          </>
        )
      }}
    </QueryView>
  )
}
