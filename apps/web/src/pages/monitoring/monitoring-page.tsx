import type { Region, Site } from '@qinglan/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Empty, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { regionsQuery, sitesQuery, type CalendarSubject } from '../../api/monitoring-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { PageHead } from '../../frame/page-head.tsx'
import { useCampaign } from '../../frame/use-campaign.ts'
import { useLanguage } from '../../locales/use-language.ts'
import { AqiCalendarCard } from './aqi-calendar.tsx'
import { MapLegend } from './map-legend.tsx'
import { siteKinds, type MonitoringSearch } from './monitoring-search.ts'
import { SectionsTable } from './sections-table.tsx'
import { SiteMap } from './site-map.tsx'
import { SitePanel } from './site-panel.tsx'

const route = getRouteApi('/monitoring')

/** How many past years the calendar offers. */
const yearsBack = 8

const readSubject = (text: string | undefined): CalendarSubject | undefined => {
  const [kind, ...id] = (text ?? '').split(':')
  return kind === 'site' || kind === 'region' ? { kind, id: id.join(':') } : undefined
}

/** The year of the campaign, else of the newest value. */
function yearOf(campaignYear: number | undefined, sites: readonly Site[]): number {
  const newest = sites
    .flatMap(({ latest }) => (latest ? [latest.at] : []))
    .sort()
    .at(-1)
  return campaignYear ?? (newest === undefined ? new Date().getFullYear() : Number(newest.slice(0, 4)))
}

function Air({ sites, regions }: { sites: readonly Site[]; regions: readonly Region[] }) {
  const { campaign, at = campaign?.defaultAt } = useCampaign()
  const { calendar } = route.useSearch()
  const navigate = route.useNavigate()
  const [chosenYear, setYear] = useState<number>()
  const year = chosenYear ?? (at === undefined ? yearOf(campaign?.year, sites) : Number(at.slice(0, 4)))
  const cities = regions.filter(({ kind }) => kind === 'city')
  const home = campaign?.regionId ?? cities[0]?.id
  const first = sites[0]
  const fallback: CalendarSubject | undefined = home
    ? { kind: 'region', id: home }
    : first && { kind: 'site', id: first.id }
  const subject = readSubject(calendar) ?? fallback
  if (!subject) return null
  const choose = ({ kind, id }: CalendarSubject) =>
    void navigate({
      search: (old) => ({ ...old, calendar: `${kind}:${id}` }),
      replace: true,
      resetScroll: false,
    })
  const last = Math.max(year, yearOf(campaign?.year, sites)) + 1
  return (
    <AqiCalendarCard
      cities={cities}
      stations={sites}
      year={year}
      at={at}
      years={Array.from({ length: yearsBack }, (_, i) => last - i)}
      subject={subject}
      choose={choose}
      chooseYear={setYear}
    />
  )
}

function MonitoringView({ sites, regions }: { sites: Site[]; regions: Region[] }) {
  const { t } = useTranslation()
  const { campaign, at = campaign?.defaultAt } = useCampaign()
  const { language } = useLanguage()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const go = (change: MonitoringSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
  const kinds = siteKinds.filter((kind) => sites.some((site) => site.kind === kind))
  const asked = sites.find(({ id }) => id === search.site)
  const kind = asked?.kind ?? search.kind ?? kinds[0] ?? 'air-station'
  const shown = sites.filter((site) => site.kind === kind)
  const chosen = asked ?? shown.find(({ latest }) => latest !== null)
  const choose = (site: string) => go({ site })
  if (sites.length === 0) {
    return (
      <Empty
        description={
          <>
            <div>{t('monitoring.noSites')}</div>
            <div className="muted">{t('monitoring.noSitesHint')}</div>
          </>
        }
      />
    )
  }
  return (
    <>
      <div className="filters">
        <Segmented
          aria-label={t('monitoring.kinds')}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={kind}
          onChange={(value) => go({ kind: value, site: undefined })}
        />
        <MapLegend kind={kind} sites={shown} />
      </div>
      <div className="monitoring">
        <SiteMap key={language} regions={regions} sites={shown} chosen={chosen?.id} choose={choose} />
        <SitePanel sites={shown} site={chosen} choose={choose} />
      </div>
      {kind === 'air-station' && <Air sites={shown} regions={regions} />}
      {kind === 'water-section' && <SectionsTable at={at} choose={choose} />}
    </>
  )
}

/** What is measured where: map, curves, AQI calendar, classes of water sections. */
export function MonitoringPage() {
  const { t } = useTranslation()
  const { query: campaigns, campaign, at = campaign?.defaultAt } = useCampaign()
  // the day to answer for is known with the campaigns
  const sites = useQuery({
    ...sitesQuery(at),
    enabled: !campaigns.isPending,
    placeholderData: keepPreviousData,
  })
  const regions = useQuery(regionsQuery)
  return (
    <>
      <PageHead
        title={t('monitoring.title')}
        note={
          <>
            {t('monitoring.mapHint')}
            {at !== undefined && <> {t('monitoring.asOf', { at })}</>}
          </>
        }
        simulated={campaign?.simulated === true || (sites.data?.some(({ simulated }) => simulated) ?? false)}
      />
      <QueryView query={sites} rows={12}>
        {(found) => (
          <QueryView query={regions}>
            {(borders) => <MonitoringView sites={found} regions={borders} />}
          </QueryView>
        )}
      </QueryView>
    </>
  )
}
