import type { Region, Site } from '@qinglan/contract'
import Feature from 'ol/Feature.js'
import Point from 'ol/geom/Point.js'
import { fromLonLat } from 'ol/proj.js'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { MapFrame, usePointedMap } from '../../map/pointed-map.tsx'
import { fitMap, showRegions, type MapLook } from '../../map/region-map.ts'
import { colourOf } from './site-colour.ts'
import { siteStyle } from './site-style.ts'

interface Props {
  readonly regions: readonly Region[]
  readonly sites: readonly Site[]
  readonly chosen: string | undefined
  readonly choose: (siteId: string) => void
}

const look: MapLook = {
  style: (feature) => siteStyle(feature as Feature, feature.get('chosen') === true),
  maxZoom: 16,
}

/** The sites on the borders of their regions, without any tiles from elsewhere. Made anew for another language. */
export function SiteMap({ regions, sites, chosen, choose }: Props) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const tips = { zoomIn: t('monitoring.zoomIn'), zoomOut: t('monitoring.zoomOut') }
  const { place, tip, drawn } = usePointedMap({ tips, look, hitTolerance: 6, choose })

  useEffect(() => {
    if (drawn.current) showRegions(drawn.current, regions, say)
  }, [drawn, regions, say])

  // the picture is fitted again only when other sites are shown, not at every live update
  const shown = sites.map(({ id }) => id).join(' ')
  const fitted = useRef<string>(null)
  useEffect(() => {
    const own = drawn.current
    if (!own) return
    own.shown.clear()
    for (const site of sites) {
      if (site.lon === null || site.lat === null) continue
      const feature = new Feature({
        geometry: new Point(fromLonLat([site.lon, site.lat])),
        label: say(site.name),
        tip: site.latest ? `${say(site.name)} · ${say(site.latest.label)}` : say(site.name),
        colour: colourOf(site.kind, site.latest?.grade),
        chosen: site.id === chosen,
      })
      feature.setId(site.id)
      own.shown.addFeature(feature)
    }
    if (fitted.current !== shown || regions.length === 0) fitMap(own, 12)
    fitted.current = shown
  }, [drawn, sites, regions, shown, chosen, say])

  return <MapFrame place={place} tip={tip} label={t('monitoring.map')} testId="map" />
}
