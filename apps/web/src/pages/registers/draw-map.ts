import type { Bilingual, Region } from '@qinglan/contract'
import Feature from 'ol/Feature.js'
import type { GeoJSONGeometry as Geometry } from 'ol/format/GeoJSON.js'
import { defaults as defaultInteractions } from 'ol/interaction/defaults.js'
import Draw from 'ol/interaction/Draw.js'
import Modify from 'ol/interaction/Modify.js'
import { Circle, Fill, Stroke, Style } from 'ol/style.js'
import { fitMap, geoJson, regionMap, showRegions } from '../../map/region-map.ts'
import { geometryType, type Shape } from './place-shape.ts'

const colour = '#d46b08'
const drawnStyle = new Style({
  image: new Circle({
    radius: 7,
    fill: new Fill({ color: colour }),
    stroke: new Stroke({ color: '#fff', width: 2 }),
  }),
  stroke: new Stroke({ color: colour, width: 3 }),
  fill: new Fill({ color: `${colour}33` }),
})

/** About 10 cm: finer than anyone draws. */
const decimals = 6

/** A map to draw one geometry on. */
export interface DrawMap {
  setRegions(regions: readonly Region[], say: (name: Bilingual) => string): void
  /** Shows a geometry to be changed, or lets a new one be drawn. */
  show(geometry: Geometry | null): void
  close(): void
}

/** Puts a map into an element; `drawn` is told whatever is drawn or changed. */
export function drawMap(
  target: HTMLElement,
  shape: Shape,
  drawn: (geometry: Geometry) => void,
  tips: { zoomIn: string; zoomOut: string },
): DrawMap {
  const base = regionMap(target, tips, {
    style: drawnStyle,
    maxZoom: 19,
    // a double click ends the drawing
    interactions: defaultInteractions({ doubleClickZoom: false }),
  })
  const { map, shown: source } = base
  const draw = new Draw({ source, type: geometryType[shape] })
  const modify = new Modify({ source })
  const tell = (feature: Feature | undefined) => {
    const geometry = feature?.getGeometry()
    if (geometry) drawn(geoJson.writeGeometryObject(geometry, { decimals }))
  }
  draw.on('drawend', ({ feature }) => {
    draw.setActive(false)
    tell(feature)
  })
  modify.on('modifyend', ({ features }) => tell(features.item(0)))
  map.addInteraction(modify)
  map.addInteraction(draw)
  let shown = ''
  return {
    setRegions(all, say) {
      showRegions(base, all, say)
      if (source.isEmpty()) fitMap(base, 15)
    },
    show(geometry) {
      draw.setActive(geometry === null)
      const text = JSON.stringify(geometry)
      const own = source.getFeatures()[0]?.getGeometry()
      const same = own && JSON.stringify(geoJson.writeGeometryObject(own, { decimals })) === text
      const known = same || text === shown
      shown = text
      if (known) return
      source.clear()
      if (!geometry) return
      try {
        const read = geoJson.readGeometry(geometry)
        if (read) source.addFeature(new Feature(read))
      } catch {
        return // what cannot be read cannot be shown; the server says what is wrong with it
      }
      fitMap(base, 15)
    },
    close: () => map.setTarget(undefined),
  }
}
