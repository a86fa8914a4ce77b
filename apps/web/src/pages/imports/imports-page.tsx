import type { ImportResult } from '@qinglan/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { importQuery, importsQuery } from '../../api/monitoring-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { PageHead } from '../../frame/page-head.tsx'
import { NeedsRight } from '../../session/needs-right.tsx'
import { EarlierImports } from './earlier-imports.tsx'
import { ImportForm } from './import-form.tsx'
import { ImportOutcome } from './import-outcome.tsx'

const route = getRouteApi('/imports')

function Chosen({ id }: { id: string }) {
  const query = useQuery(importQuery(id))
  return <QueryView query={query}>{(result) => <ImportOutcome result={result} />}</QueryView>
}

/** Measurements in: a file, what became of it row by row, and the files before it. */
export function ImportsPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = route.useNavigate()
  const { import: chosen } = route.useSearch()
  const earlier = useQuery(importsQuery)
  const show = (id: string) =>
    void navigate({ search: (old) => ({ ...old, import: id }), resetScroll: false })
  const finished = (result: ImportResult) => {
    client.setQueryData(importQuery(result.id).queryKey, result)
    void client.invalidateQueries({ queryKey: importsQuery.queryKey, exact: true })
    show(result.id)
  }
  return (
    <>
      <PageHead
        title={t('imports.title')}
        simulated={earlier.data?.some(({ simulated }) => simulated) ?? false}
      />
      <div className="columns">
        <div className="column-main">
          <NeedsRight right="import">
            <ImportForm finished={finished} />
          </NeedsRight>
          {chosen !== undefined && <Chosen id={chosen} />}
        </div>
        <div className="column-side">
          <QueryView query={earlier}>
            {(imports) => <EarlierImports imports={imports} chosen={chosen} show={show} />}
          </QueryView>
        </div>
      </div>
    </>
  )
}
