import type { Site } from '@qinglan/contract'
import { civilDateOf, formatChinaTime } from '@qinglan/periods'
import { Card, Empty, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { SimulatedTag } from '../../feedback/simulated-tag.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { colourOf, inkOn } from './site-colour.ts'
import { SiteCurve } from './site-curve.tsx'

interface Props {
  readonly sites: readonly Site[]
  readonly site: Site | undefined
  readonly choose: (siteId: string) => void
}

/** The end of a day's last hour is 24:00 of that day. */
function timeOf({ at, resolution }: NonNullable<Site['latest']>): string {
  const epoch = Date.parse(at)
  const time = formatChinaTime(epoch).slice(0, 16)
  if (resolution === 'day') return time.slice(0, 10)
  if (resolution === 'month') return time.slice(0, 7)
  return resolution === 'hour' && time.endsWith('00:00') ? `${civilDateOf(epoch - 1)} 24:00` : time
}

function Latest({ site }: { site: Site }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { latest } = site
  if (!latest) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('monitoring.noLatest')} />
  const colour = colourOf(site.kind, latest.grade)
  return (
    <>
      <p className="latest">
        <span className="grade" style={{ backgroundColor: colour, color: inkOn(colour) }}>
          {say(latest.label)}
        </span>{' '}
        <span className="muted">
          {t('monitoring.latest')} {timeOf(latest)} ({t(`resolution.${latest.resolution}`)})
        </span>{' '}
        {site.simulated && <SimulatedTag />}
      </p>
      <dl className="readings">
        {Object.entries(latest.values).map(([factor, value]) => (
          <div key={factor}>
            <dt className="muted">{factor}</dt>
            <dd>
              {typeof value === 'number' ? (
                value
              ) : (
                <span className="muted">{t(`missing.${value.missing}`)}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <SiteCurve key={site.id} site={site} latest={latest} />
    </>
  )
}

/** The chosen site: what it measured last, and over time. */
export function SitePanel({ sites, site, choose }: Props) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return (
    <Card
      size="small"
      className="site-panel"
      title={
        <Select
          aria-label={t('monitoring.chooseSite')}
          placeholder={t('monitoring.chooseSite')}
          showSearch={{ optionFilterProp: 'label' }}
          className="site-select"
          value={site?.id ?? null}
          options={sites.map(({ id, name }) => ({ value: id, label: say(name) }))}
          onChange={(id) => choose(id)}
        />
      }
    >
      {site ? (
        <Latest site={site} />
      ) : (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('monitoring.noSite')} />
      )}
    </Card>
  )
}
