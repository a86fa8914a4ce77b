import type { EntityDetail } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Empty, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { entityQuery } from '../../api/register-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { SimulatedTag } from '../../feedback/simulated-tag.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { useSession } from '../../session/session.ts'
import { DutyView } from './duty-view.tsx'
import { EntityFacts } from './entity-facts.tsx'
import { EntityForm } from './entity-form.tsx'
import { EvidenceForm } from './evidence-form.tsx'
import { RelatedEntities } from './related-entities.tsx'

function Detail({ detail, at, choose }: { detail: EntityDetail; at: string; choose: (id: string) => void }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const [changing, setChanging] = useState(false)
  const mayReport = useSession()?.rights.includes('report') ?? false
  const { entity, kind } = detail
  // duties that bind stand first, what has no bearing on it last
  const order = { yes: 0, unknown: 1, no: 2 } as const
  const obligations = detail.obligations.toSorted((a, b) => order[a.bound] - order[b.bound])
  const dutyTitles = new Map(detail.obligations.flatMap((o) => o.duties).map((d) => [d.duty, say(d.title)]))
  const state = useLanguage().say(
    kind.states.find((s) => s.key === entity.state)?.title ?? { zh: '—', en: '—' },
  )
  return (
    <div className="stack entity-file" data-testid="entity">
      <h2>
        {entity.name} {entity.simulated && <SimulatedTag />}{' '}
        <Button size="small" onClick={() => setChanging(true)}>
          {t('registers.change')}
        </Button>{' '}
        <Link to="/registers/$id" params={{ id: entity.id }} data-testid="open-file">
          {t('entityFile.open')}
        </Link>
      </h2>
      <p className="muted">
        {entity.key} · {t('registers.state')} {state} · {t('registers.entered')} {entity.enteredOn}
      </p>
      <EntityFacts columns={kind.columns} facts={entity.facts} derived={detail.derived} />
      <EntityForm kind={kind} entity={entity} at={at} open={changing} close={() => setChanging(false)} />
      {detail.related.length > 0 && (
        <>
          <h3>{t('registers.insideIt')}</h3>
          <RelatedEntities related={detail.related} choose={choose} />
        </>
      )}
      <h3>{t('registers.duties')}</h3>
      {detail.obligations.length === 0 ? <p className="muted">{t('registers.noDuties')}</p> : null}
      {obligations.map((o) => (
        <DutyView key={o.rule} duty={o} columns={kind.columns} />
      ))}
      <h3>{t('registers.evidence')}</h3>
      {detail.evidence.length === 0 ? (
        <p className="muted">{t('registers.noEvidence')}</p>
      ) : (
        <ul>
          {detail.evidence.map((e) => (
            <li key={e.id}>
              {dutyTitles.get(e.duty) ?? e.duty} · {e.on}
              {e.until === null ? '' : ` – ${e.until}`}
              {e.lastDataOn === null ? '' : ` · ${t('registers.lastData')} ${e.lastDataOn}`}
            </li>
          ))}
        </ul>
      )}
      {mayReport && <EvidenceForm id={entity.id} kind={entity.kind} at={at} />}
      <h3>{t('registers.history')}</h3>
      <Table
        size="small"
        pagination={false}
        rowKey="version"
        dataSource={detail.versions}
        columns={[
          { title: t('registers.version'), dataIndex: 'version', width: 70 },
          { title: t('registers.effective'), dataIndex: 'effectiveOn', width: 120 },
          { title: t('registers.by'), dataIndex: 'changedBy', width: 160 },
          { title: t('registers.reason'), dataIndex: 'reason' },
        ]}
      />
    </div>
  )
}

/** Everything held of one entity: facts, duties with the facts cited, evidence, history. */
export function EntityDrawer({
  id,
  at,
  choose,
  close,
}: {
  id: string | undefined
  at: string
  choose: (id: string) => void
  close: () => void
}) {
  return (
    <Drawer open={id !== undefined} size={720} onClose={close} destroyOnHidden>
      {id === undefined ? <Empty /> : <Loaded id={id} at={at} choose={choose} />}
    </Drawer>
  )
}

function Loaded({ id, at, choose }: { id: string; at: string; choose: (id: string) => void }) {
  const query = useQuery(entityQuery(id, at))
  return <QueryView query={query}>{(detail) => <Detail detail={detail} at={at} choose={choose} />}</QueryView>
}
