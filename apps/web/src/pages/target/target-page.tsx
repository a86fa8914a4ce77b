import { ArrowLeftOutlined } from '@ant-design/icons'
import type { TargetDetail } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useSearch } from '@tanstack/react-router'
import { Alert, Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { targetQuery } from '../../api/campaign-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { SimulatedTag } from '../../feedback/simulated-tag.tsx'
import { chinaMinute } from '../../figures/china-minute.ts'
import { PageHead } from '../../frame/page-head.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { Allocations } from './allocations.tsx'
import { DelegatedNumber } from './delegated-number.tsx'
import { History } from './history.tsx'
import { KeyFigures } from './key-figures.tsx'
import { ProgressChart } from './progress-chart.tsx'
import { ProvenanceTable } from './provenance-table.tsx'
import { Reports } from './reports.tsx'
import { SourceCard } from './source-card.tsx'
import { TargetFacts } from './target-facts.tsx'

const route = getRouteApi('/targets/$')

function TargetView({ detail }: { detail: TargetDetail }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { row } = detail
  const simulated =
    row.simulated || detail.campaign.simulated || detail.provenance.some((figure) => figure.simulated)
  return (
    <>
      <Link to="/" className="back">
        <ArrowLeftOutlined aria-hidden="true" /> {t('common.back')}
      </Link>
      <PageHead
        title={
          <>
            {say(row.subject)} {row.simulated && <SimulatedTag />}
          </>
        }
        note={`${row.code} · ${t(`theme.${row.theme}`)} · ${t(`tierLong.${row.tier}`)} · ${t('frame.at')} ${detail.at}`}
        simulated={simulated}
      />
      {detail.closed && (
        <Alert
          type="warning"
          className="closed-note"
          showIcon
          title={t('revision.closed', { reason: detail.closed.reason })}
          description={t('revision.closedOn', { at: chinaMinute(detail.closed.at) })}
          data-testid="closed"
        />
      )}
      <KeyFigures row={row} />
      {detail.closed === null && <DelegatedNumber detail={detail} />}
      <div className="columns">
        <div className="column-main">
          <Card size="small" title={t('target.curve')}>
            <ProgressChart detail={detail} />
          </Card>
          <ProvenanceTable detail={detail} />
          <Reports detail={detail} />
        </div>
        <div className="column-side">
          <SourceCard detail={detail} />
          <TargetFacts detail={detail} />
          <Allocations detail={detail} />
          <History detail={detail} />
        </div>
      </div>
    </>
  )
}

/** Everything about one promise: what it says, how it stands, what the figures rest on. */
export function TargetPage() {
  const { _splat: id = '' } = route.useParams()
  const { at } = useSearch({ from: '__root__' })
  const query = useQuery(targetQuery(id, at))
  return (
    <QueryView query={query} rows={12}>
      {(detail) => <TargetView key={detail.row.targetId} detail={detail} />}
    </QueryView>
  )
}
