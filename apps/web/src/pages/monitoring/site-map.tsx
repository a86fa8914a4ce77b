import type { Region, Site } from '@qinglan/contract'
import { defaults as defaultControls } from 'ol/control/defaults.js'
import Feature from 'ol/Feature.js'
import GeoJSON from 'ol/format/GeoJSON.js'
import Point from 'ol/geom/Point.js'
import VectorLayer from 'ol/layer/Vector.js'
import OlMap from 'ol/Map.js'
import 'ol/ol.css'
import { fromLonLat } from 'ol/proj.js'
import VectorSource from 'ol/source/Vector.js'
import View from 'ol/View.js'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { regionStyle, siteStyle } from './map-style.ts'
import { colourOf } from './site-colour.ts'

interface Props {
  readonly regions: readonly Region[]
  readonly sites: readonly Site[]
  readonly chosen: string | undefined
  readonly choose: (siteId: string) => void
}

interface Drawn {
  readonly map: OlMap
  readonly regions: VectorSource
  readonly sites: VectorSource
}

const format = new GeoJSON({ dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' })

function draw(target: HTMLElement, tips: { zoomIn: string; zoomOut: string }): Drawn {
  const regions = new VectorSource()
  const sites = new VectorSource()
  const map = new OlMap({
    target,
    controls: defaultControls({
      attribution: false,
      rotate: false,
      zoomOptions: { zoomInTipLabel: tips.zoomIn, zoomOutTipLabel: tips.zoomOut },
    }),
    layers: [
      new VectorLayer({
        source: regions,
        declutter: true,
        style: (feature) => regionStyle(feature as Feature),
      }),
      new VectorLayer({
        source: sites,
        style: (feature) => siteStyle(feature as Feature, feature.get('chosen') === true),
      }),
    ],
    view: new View({ center: fromLonLat([110, 34]), zoom: 4, maxZoom: 16 }),
  })
  return { map, regions, sites }
}

function siteAt({ map, sites }: Drawn, pixel: number[]): Feature | undefined {
  const hit = map.forEachFeatureAtPixel(pixel, (found) => found as Feature, {
    hitTolerance: 6,
    layerFilter: (layer) => layer instanceof VectorLayer && layer.getSource() === sites,
  })
  return hit
}

/** What is drawn fills the picture: the sites with their surroundings, else all regions. */
function fit({ map, regions, sites }: Drawn): void {
  const source = sites.isEmpty() ? regions : sites
  const extent = source.getExtent()
  if (source.isEmpty() || !extent) return
  map.getView().fit(extent, { padding: [40, 40, 40, 40], maxZoom: 12 })
}

/** The sites on the borders of their regions, without any tiles from elsewhere. Made anew for another language. */
export function SiteMap({ regions, sites, chosen, choose }: Props) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  const tip = useRef<HTMLDivElement>(null)
  const drawn = useRef<Drawn>(null)
  const onChoose = useRef(choose)
  useEffect(() => {
    onChoose.current = choose
  }, [choose])

  const zoomIn = t('monitoring.zoomIn')
  const zoomOut = t('monitoring.zoomOut')
  useEffect(() => {
    if (!place.current) return undefined
    const own = draw(place.current, { zoomIn, zoomOut })
    drawn.current = own
    own.map.on('singleclick', ({ pixel }) => {
      const site = siteAt(own, pixel)
      if (site) onChoose.current(String(site.getId()))
    })
    own.map.on('pointermove', ({ pixel, dragging }) => {
      const site = dragging ? undefined : siteAt(own, pixel)
      if (place.current) place.current.style.cursor = site ? 'pointer' : ''
      if (!tip.current) return
      tip.current.hidden = site === undefined
      tip.current.textContent = String(site?.get('tip') ?? '')
      tip.current.style.transform = `translate(${(pixel[0] ?? 0) + 14}px, ${(pixel[1] ?? 0) + 14}px)`
    })
    return () => {
      own.map.setTarget(undefined)
      drawn.current = null
    }
  }, [zoomIn, zoomOut])

  useEffect(() => {
    const source = drawn.current?.regions
    if (!source) return
    source.clear()
    const parents = new Set(regions.map(({ parentId }) => parentId))
    for (const region of regions) {
      if (region.geometry === undefined || region.geometry === null) continue
      const geometry = format.readGeometry(region.geometry)
      if (geometry)
        source.addFeature(new Feature({ geometry, label: parents.has(region.id) ? '' : say(region.name) }))
    }
  }, [regions, say])

  // the picture is fitted again only when other sites are shown, not at every live update
  const shown = sites.map(({ id }) => id).join(' ')
  const fitted = useRef<string>(null)
  useEffect(() => {
    const own = drawn.current
    if (!own) return
    own.sites.clear()
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
      own.sites.addFeature(feature)
    }
    if (fitted.current !== shown || regions.length === 0) fit(own)
    fitted.current = shown
  }, [sites, regions, shown, chosen, say])

  return (
    <div className="map-frame">
      <div
        ref={place}
        className="map"
        role="application"
        aria-label={t('monitoring.map')}
        tabIndex={0}
        data-testid="map"
      />
      <div ref={tip} className="map-tip" hidden />
    </div>
  )
}
