import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import type { EntityFile } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apiHref } from '../../api/client.ts'
import { regionsQuery } from '../../api/monitoring-queries.ts'
import { entityFileQuery, kindsQuery } from '../../api/register-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { SimulatedTag } from '../../feedback/simulated-tag.tsx'
import { PageHead } from '../../frame/page-head.tsx'
import { useCampaign } from '../../frame/use-campaign.ts'
import { useLanguage } from '../../locales/use-language.ts'
import { today } from '../../frame/today.ts'
import { useSession } from '../../session/session.ts'
import { DutyView } from '../registers/duty-view.tsx'
import { EntityFacts } from '../registers/entity-facts.tsx'
import { EntityForm } from '../registers/entity-form.tsx'
import { EntityMap } from '../registers/entity-map.tsx'
import { EvidenceForm } from '../registers/evidence-form.tsx'
import { RelatedEntities } from '../registers/related-entities.tsx'
import { hectaresOf } from './hectares.ts'
import { Devices, Documents, Lists, OpenItems } from './file-tables.tsx'
import { History } from './history.tsx'

const route = getRouteApi('/registers/$id')
/** The API gives no more. */
const relatedLimit = 500

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="file-section">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Place({ file }: { file: EntityFile }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const regions = useQuery(regionsQuery).data ?? []
  const { entity } = file.detail
  const places = file.places.map(({ entityId, ...p }) => ({ ...p, id: entityId }))
  const placed = entity.geometry ? [entity, ...places] : places
  if (placed.length === 0) return <p className="muted">{t('entityFile.noPlace')}</p>
  const hectares = hectaresOf(entity.geometry)
  return (
    <>
      {hectares !== null && <p className="muted">{t('entityFile.area', { hectares })}</p>}
      <EntityMap
        regions={regions}
        entities={placed}
        choose={(id) => id !== entity.id && void navigate({ to: '/registers/$id', params: { id } })}
      />
    </>
  )
}

function Content({ file, at }: { file: EntityFile; at: string }) {
  const { t } = useTranslation()
  const { say, language } = useLanguage()
  const navigate = useNavigate()
  const [changing, setChanging] = useState(false)
  const mayReport = useSession()?.rights.includes('report') ?? false
  const regions = new Map((useQuery(regionsQuery).data ?? []).map((r) => [r.id, r.name]))
  const kinds = new Map((useQuery(kindsQuery).data ?? []).map((k) => [k.kind, k.title]))
  const { detail } = file
  const { entity, kind, related } = detail
  const named = { park: t('entityFile.park'), enterprise: t('entityFile.enterprise') }
  const what = entity.kind in named ? named[entity.kind as keyof typeof named] : t('entityFile.other')
  const state = kind.states.find((s) => s.key === entity.state)
  const order = { yes: 0, unknown: 1, no: 2 } as const
  const bound = detail.obligations.toSorted((a, b) => order[a.bound] - order[b.bound])
  return (
    <article className="entity-file" data-testid="entity-file">
      <PageHead
        title={
          <>
            {entity.name} {entity.simulated && <SimulatedTag />}
          </>
        }
        note={`${what} · ${say(kinds.get(entity.kind) ?? kind.title)} ${entity.key} · ${say(regions.get(entity.regionId ?? '') ?? { zh: '—', en: '—' })}${state ? ` · ${say(state.title)}` : ''} · ${t('registers.entered')} ${entity.enteredOn} · ${t('frame.at')} ${at}`}
        actions={
          <span className="no-print">
            <Link to="/registers" search={{ kind: entity.kind }}>
              {t('entityFile.back')}
            </Link>{' '}
            <Button size="small" onClick={() => setChanging(true)}>
              {t('registers.change')}
            </Button>{' '}
            <Button
              size="small"
              download
              icon={<DownloadOutlined />}
              href={apiHref(`entities/${entity.id}/file.xlsx`, { at, lang: language })}
              data-testid="export"
            >
              {t('common.export')}
            </Button>{' '}
            <Button size="small" icon={<PrinterOutlined />} onClick={() => window.print()}>
              {t('entityFile.print')}
            </Button>
          </span>
        }
      />
      {entity.enteredOn > at && <Alert type="warning" showIcon title={t('entityFile.noRegister', { at })} />}
      <EntityForm kind={kind} entity={entity} at={at} open={changing} close={() => setChanging(false)} />
      <Section title={t('registers.facts')}>
        <EntityFacts columns={kind.columns} facts={entity.facts} derived={detail.derived} />
      </Section>
      {(kind.geometry !== 'none' || file.places.length > 0) && (
        <Section title={t('entityFile.place')}>
          <Place file={file} />
        </Section>
      )}
      <Section title={t('entityFile.openItems')}>
        <OpenItems file={file} />
      </Section>
      <Section title={t('registers.duties')}>
        {bound.length === 0 && <p className="muted">{t('registers.noDuties')}</p>}
        {bound.map((o) => (
          <DutyView key={o.rule} duty={o} columns={kind.columns} />
        ))}
      </Section>
      <Section title={t('entityFile.members')}>
        {related.length === 0 && <p className="muted">{t('entityFile.noMembers')}</p>}
        {related.length === relatedLimit && <p className="muted">{t('entityFile.memberLimit')}</p>}
        <RelatedEntities
          whole
          related={related}
          choose={(id) => void navigate({ to: '/registers/$id', params: { id } })}
        />
      </Section>
      <Section title={t('entityFile.devices')}>
        <Devices file={file} />
      </Section>
      <Section title={t('entityFile.documents')}>
        <Documents file={file} />
        {mayReport && (
          <div className="no-print">
            <EvidenceForm id={entity.id} kind={entity.kind} at={at} />
          </div>
        )}
      </Section>
      <Section title={t('entityFile.lists')}>
        <Lists file={file} />
      </Section>
      <Section title={t('registers.history')}>
        <History detail={detail} />
      </Section>
    </article>
  )
}

/** Everything held of one entity on a page of its own, to read, print or take along: 一园一档 of a park, 一企一策 of a firm. */
export function EntityFilePage() {
  const { id } = route.useParams()
  const { at: chosen, campaign } = useCampaign()
  const at = chosen ?? campaign?.defaultAt ?? today()
  const query = useQuery(entityFileQuery(id, at))
  return <QueryView query={query}>{(file) => <Content key={id} file={file} at={at} />}</QueryView>
}
