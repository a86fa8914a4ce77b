import type { EntityRow, Region } from '@qinglan/contract'
import { defaults as defaultControls } from 'ol/control/defaults.js'
import Feature from 'ol/Feature.js'
import GeoJSON from 'ol/format/GeoJSON.js'
import VectorLayer from 'ol/layer/Vector.js'
import OlMap from 'ol/Map.js'
import 'ol/ol.css'
import { fromLonLat } from 'ol/proj.js'
import VectorSource from 'ol/source/Vector.js'
import { Circle, Fill, Stroke, Style } from 'ol/style.js'
import View from 'ol/View.js'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { regionStyle } from '../monitoring/map-style.ts'

/** What of an entity the map shows. */
export type Placed = Pick<EntityRow, 'id' | 'key' | 'name' | 'late' | 'open' | 'geometry'>

interface Props {
  readonly regions: readonly Region[]
  readonly entities: readonly Placed[]
  readonly choose: (id: string) => void
}

const format = new GeoJSON({ dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' })

/** Late before open before the rest, by colour and by size. */
const look = {
  late: { colour: '#cf1322', radius: 5.5, zIndex: 3 },
  open: { colour: '#1677ff', radius: 4.5, zIndex: 2 },
  none: { colour: '#389e0d', radius: 3.5, zIndex: 1 },
} as const
type Standing = keyof typeof look
const standings = ['late', 'open', 'none'] as const

const styles = Object.fromEntries(
  standings.map((standing) => {
    const { colour, radius, zIndex } = look[standing]
    const stroke = new Stroke({ color: '#ffffff', width: 1 })
    const image = new Circle({ radius, fill: new Fill({ color: colour }), stroke })
    const edge = new Stroke({ color: colour, width: 2 })
    return [standing, new Style({ image, stroke: edge, fill: new Fill({ color: `${colour}33` }), zIndex })]
  }),
) as Record<Standing, Style>

const standingOf = (e: Placed): Standing => (e.late > 0 ? 'late' : e.open > 0 ? 'open' : 'none')

function draw(target: HTMLElement, tips: { zoomIn: string; zoomOut: string }) {
  const regions = new VectorSource()
  const entities = new VectorSource()
  const map = new OlMap({
    target,
    controls: defaultControls({
      attribution: false,
      rotate: false,
      zoomOptions: { zoomInTipLabel: tips.zoomIn, zoomOutTipLabel: tips.zoomOut },
    }),
    layers: [
      new VectorLayer({ source: regions, declutter: true, style: (f) => regionStyle(f as Feature) }),
      new VectorLayer({ source: entities, style: (f) => styles[f.get('standing') as Standing] }),
    ],
    view: new View({ center: fromLonLat([110, 34]), zoom: 4, maxZoom: 17 }),
  })
  const at = (pixel: number[]): Feature | undefined =>
    map.forEachFeatureAtPixel(pixel, (found) => found as Feature, {
      hitTolerance: 4,
      layerFilter: (layer) => layer instanceof VectorLayer && layer.getSource() === entities,
    })
  return { map, regions, entities, at }
}

/** The entities of a register on the borders of the regions, coloured by how their duties stand. */
export function EntityMap({ regions, entities, choose }: Props) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  const tip = useRef<HTMLDivElement>(null)
  const drawn = useRef<ReturnType<typeof draw>>(null)
  const onChoose = useRef(choose)
  useEffect(() => {
    onChoose.current = choose
  }, [choose])

  const zoomIn = t('registers.zoomIn')
  const zoomOut = t('registers.zoomOut')
  useEffect(() => {
    if (!place.current) return undefined
    const own = draw(place.current, { zoomIn, zoomOut })
    drawn.current = own
    own.map.on('singleclick', ({ pixel }) => {
      const hit = own.at(pixel)
      if (hit) onChoose.current(String(hit.getId()))
    })
    own.map.on('pointermove', ({ pixel, dragging }) => {
      const hit = dragging ? undefined : own.at(pixel)
      if (place.current) place.current.style.cursor = hit ? 'pointer' : ''
      if (!tip.current) return
      tip.current.hidden = !hit
      tip.current.textContent = String(hit?.get('tip') ?? '')
      tip.current.style.transform = `translate(${(pixel[0] ?? 0) + 14}px, ${(pixel[1] ?? 0) + 14}px)`
    })
    return () => {
      own.map.setTarget(undefined)
      drawn.current = null
    }
  }, [zoomIn, zoomOut])

  useEffect(() => {
    const own = drawn.current
    if (!own) return
    own.regions.clear()
    const parents = new Set(regions.map(({ parentId }) => parentId))
    for (const region of regions) {
      const geometry = region.geometry ? format.readGeometry(region.geometry) : null
      if (geometry)
        own.regions.addFeature(
          new Feature({ geometry, label: parents.has(region.id) ? '' : say(region.name) }),
        )
    }
    own.entities.clear()
    for (const entity of entities) {
      const geometry = entity.geometry ? format.readGeometry(entity.geometry) : null
      if (!geometry) continue
      const feature = new Feature({
        geometry,
        standing: standingOf(entity),
        tip: `${entity.key} ${entity.name}`,
      })
      feature.setId(entity.id)
      own.entities.addFeature(feature)
    }
    const source = own.entities.isEmpty() ? own.regions : own.entities
    const extent = source.getExtent()
    if (!source.isEmpty() && extent) own.map.getView().fit(extent, { padding: [40, 40, 40, 40], maxZoom: 13 })
  }, [regions, entities, say])

  const unplaced = entities.filter((e) => !e.geometry).length
  const words = { late: t('registers.late'), open: t('registers.open'), none: t('registers.noneLate') }
  return (
    <>
      <div className="map-frame">
        <div
          ref={place}
          className="map"
          role="application"
          aria-label={t('registers.map')}
          tabIndex={0}
          data-testid="entity-map"
        />
        <div ref={tip} className="map-tip" hidden />
      </div>
      <p className="register-legend">
        {standings.map((s) => (
          <span key={s}>
            <span className="dot" style={{ background: look[s].colour }} /> {words[s]}
          </span>
        ))}
        {unplaced > 0 && <span className="muted">{t('registers.unplaced', { count: unplaced })}</span>}
      </p>
    </>
  )
}
