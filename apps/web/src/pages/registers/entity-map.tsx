import type { EntityRow, Region } from '@qinglan/contract'
import Feature from 'ol/Feature.js'
import { Circle, Fill, Stroke, Style } from 'ol/style.js'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { MapFrame, usePointedMap } from '../../map/pointed-map.tsx'
import { fitMap, geoJson, showRegions, type MapLook } from '../../map/region-map.ts'

/** What of an entity the map shows. */
export type Placed = Pick<EntityRow, 'id' | 'key' | 'name' | 'late' | 'open' | 'geometry'>

interface Props {
  readonly regions: readonly Region[]
  readonly entities: readonly Placed[]
  readonly choose: (id: string) => void
}

/** Late before open before the rest, by colour and by size. */
const looks = {
  late: { colour: '#cf1322', radius: 5.5, zIndex: 3 },
  open: { colour: '#1677ff', radius: 4.5, zIndex: 2 },
  none: { colour: '#389e0d', radius: 3.5, zIndex: 1 },
} as const
type Standing = keyof typeof looks
const standings = ['late', 'open', 'none'] as const

const styles = Object.fromEntries(
  standings.map((standing) => {
    const { colour, radius, zIndex } = looks[standing]
    const stroke = new Stroke({ color: '#ffffff', width: 1 })
    const image = new Circle({ radius, fill: new Fill({ color: colour }), stroke })
    const edge = new Stroke({ color: colour, width: 2 })
    return [standing, new Style({ image, stroke: edge, fill: new Fill({ color: `${colour}33` }), zIndex })]
  }),
) as Record<Standing, Style>

const standingOf = (e: Placed): Standing => (e.late > 0 ? 'late' : e.open > 0 ? 'open' : 'none')

const look: MapLook = { style: (f) => styles[f.get('standing') as Standing], maxZoom: 17 }

/** The entities of a register on the borders of the regions, coloured by how their duties stand. */
export function EntityMap({ regions, entities, choose }: Props) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const tips = { zoomIn: t('registers.zoomIn'), zoomOut: t('registers.zoomOut') }
  const { place, tip, drawn } = usePointedMap({ tips, look, hitTolerance: 4, choose })

  useEffect(() => {
    const own = drawn.current
    if (!own) return
    showRegions(own, regions, say)
    own.shown.clear()
    for (const entity of entities) {
      const geometry = entity.geometry ? geoJson.readGeometry(entity.geometry) : null
      if (!geometry) continue
      const feature = new Feature({
        geometry,
        standing: standingOf(entity),
        tip: `${entity.key} ${entity.name}`,
      })
      feature.setId(entity.id)
      own.shown.addFeature(feature)
    }
    fitMap(own, 13)
  }, [drawn, regions, entities, say])

  const unplaced = entities.filter((e) => !e.geometry).length
  const words = { late: t('registers.late'), open: t('registers.open'), none: t('registers.noneLate') }
  return (
    <>
      <MapFrame place={place} tip={tip} label={t('registers.map')} testId="entity-map" />
      <p className="register-legend">
        {standings.map((s) => (
          <span key={s}>
            <span className="dot" style={{ background: looks[s].colour }} /> {words[s]}
          </span>
        ))}
        {unplaced > 0 && <span className="muted">{t('registers.unplaced', { count: unplaced })}</span>}
      </p>
    </>
  )
}
