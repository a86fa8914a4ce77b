import { DownloadOutlined } from '@ant-design/icons'
import type { Kind } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Empty, Segmented, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apiHref } from '../../api/client.ts'
import { regionsQuery } from '../../api/monitoring-queries.ts'
import { entitiesQuery, kindsQuery, type EntitiesAsked } from '../../api/register-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { SearchBox } from '../../filters/search-box.tsx'
import { PageHead } from '../../frame/page-head.tsx'
import { oneOf } from '../../frame/search.ts'
import { today } from '../../frame/today.ts'
import { useCampaign } from '../../frame/use-campaign.ts'
import { useLanguage } from '../../locales/use-language.ts'
import { EntityDrawer } from './entity-drawer.tsx'
import { EntityForm } from './entity-form.tsx'
import { EntityMap } from './entity-map.tsx'
import { ImportTable } from './import-table.tsx'
import { ListBatches } from './list-batches.tsx'
import { PublishBatch } from './publish-batch.tsx'
import { useRegisterColumns } from './register-columns.tsx'
import type { RegistersSearch } from './registers-search.ts'

const route = getRouteApi('/registers')
const pageSize = 50
const mostOnMap = 5000

function Register({
  kind,
  search,
  choose,
  at,
}: {
  kind: Kind
  search: RegistersSearch
  choose: (change: RegistersSearch) => void
  at: string
}) {
  const { t } = useTranslation()
  const { say, language } = useLanguage()
  const [adding, setAdding] = useState(false)
  const regions = useQuery(regionsQuery).data ?? []
  const columns = useRegisterColumns(kind, (entity) => choose({ entity }))
  const asked = {
    at,
    regionId: search.region,
    kind: kind.kind,
    state: search.state,
    text: search.q,
    status: search.status,
  }
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
          placeholder={t('registers.region')}
          aria-label={t('registers.region')}
          className="filter"
          value={search.region ?? null}
          onChange={(region: string | null) => choose({ region: region ?? undefined, page: undefined })}
          options={regions
            .filter((r) => r.kind === 'county' || r.kind === 'park')
            .map((r) => ({ value: r.id, label: say(r.name) }))}
        />
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
          href={apiHref('entities.xlsx', { ...asked, lang: language })}
          download
          icon={<DownloadOutlined />}
          data-testid="export"
        >
          {t('common.export')}
        </Button>
        <Button href={apiHref(`kinds/${kind.kind}/template.xlsx`, { lang: language })} download>
          {t('registers.template')}
        </Button>
        <Button onClick={() => setAdding(true)} data-testid="add-entity">
          {t('registers.add')}
        </Button>
        <PublishBatch kind={kind} asked={asked} total={query.data?.total ?? 0} at={at} />
      </div>
      <EntityForm kind={kind} entity={undefined} at={at} open={adding} close={() => setAdding(false)} />
      {search.view === 'map' ? (
        <Placed asked={asked} choose={(entity) => choose({ entity })} />
      ) : (
        <>
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
      )}
    </>
  )
}

/** The register on the map, as it is filtered. */
function Placed({
  asked,
  choose,
}: {
  asked: Omit<EntitiesAsked, 'limit' | 'offset'>
  choose: (id: string) => void
}) {
  const regions = useQuery(regionsQuery).data ?? []
  const query = useQuery(entitiesQuery({ ...asked, limit: mostOnMap, offset: 0 }))
  return (
    <QueryView query={query}>
      {(list) => <EntityMap regions={regions} entities={list.rows} choose={choose} />}
    </QueryView>
  )
}

/** Registers by kind: columns from the kind, filters, export, import, each entity with its duties. */
export function RegistersPage() {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { at: chosen, campaign } = useCampaign()
  const at = chosen ?? campaign?.defaultAt ?? today()
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
            <Segmented
              className="register-views"
              value={search.view ?? 'table'}
              onChange={(view) => choose({ view: oneOf(['map', 'lists'], view) })}
              options={[
                { value: 'table', label: t('registers.asTable') },
                { value: 'map', label: t('registers.asMap') },
                { value: 'lists', label: t('registers.asLists') },
              ]}
            />
            {search.view === 'lists' ? (
              <ListBatches at={at} />
            ) : kind ? (
              <>
                <Select
                  showSearch={{ optionFilterProp: 'label' }}
                  aria-label={t('registers.kind')}
                  className="filter-wide register-kind"
                  value={kind.kind}
                  onChange={(next: string) =>
                    choose({ kind: next, state: undefined, page: undefined, q: undefined })
                  }
                  options={all
                    .toSorted((a, b) => b.entities - a.entities)
                    .map((k) => ({ value: k.kind, label: `${say(k.title)} (${k.entities})` }))}
                />
                <Register key={kind.kind} kind={kind} search={search} choose={choose} at={at} />
              </>
            ) : (
              <Empty description={t('registers.none')} />
            )}
            <EntityDrawer
              id={search.entity}
              at={at}
              choose={(entity) => choose({ entity })}
              close={() => choose({ entity: undefined })}
            />
          </>
        )
      }}
    </QueryView>
  )
}
