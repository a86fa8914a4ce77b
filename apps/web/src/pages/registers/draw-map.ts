import type { Region } from '@qinglan/contract'
import { defaults as defaultControls } from 'ol/control/defaults.js'
import Feature from 'ol/Feature.js'
import GeoJSON, { type GeoJSONGeometry as Geometry } from 'ol/format/GeoJSON.js'
import { defaults as defaultInteractions } from 'ol/interaction/defaults.js'
import Draw from 'ol/interaction/Draw.js'
import Modify from 'ol/interaction/Modify.js'
import VectorLayer from 'ol/layer/Vector.js'
import OlMap from 'ol/Map.js'
import 'ol/ol.css'
import { fromLonLat } from 'ol/proj.js'
import VectorSource from 'ol/source/Vector.js'
import { Circle, Fill, Stroke, Style } from 'ol/style.js'
import View from 'ol/View.js'
import { regionStyle } from '../monitoring/map-style.ts'
import { geometryType, type Shape } from './place-shape.ts'

const format = new GeoJSON({ dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' })
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
  setRegions(regions: readonly Region[], name: (region: Region) => string): void
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
  const regions = new VectorSource()
  const source = new VectorSource()
  const map = new OlMap({
    target,
    // a double click ends the drawing
    interactions: defaultInteractions({ doubleClickZoom: false }),
    controls: defaultControls({
      attribution: false,
      rotate: false,
      zoomOptions: { zoomInTipLabel: tips.zoomIn, zoomOutTipLabel: tips.zoomOut },
    }),
    layers: [
      new VectorLayer({ source: regions, declutter: true, style: (f) => regionStyle(f as Feature) }),
      new VectorLayer({ source, style: drawnStyle }),
    ],
    view: new View({ center: fromLonLat([110, 34]), zoom: 4, maxZoom: 19 }),
  })
  const draw = new Draw({ source, type: geometryType[shape] })
  const modify = new Modify({ source })
  const tell = (feature: Feature | undefined) => {
    const geometry = feature?.getGeometry()
    if (geometry) drawn(format.writeGeometryObject(geometry, { decimals }))
  }
  draw.on('drawend', ({ feature }) => {
    draw.setActive(false)
    tell(feature)
  })
  modify.on('modifyend', ({ features }) => tell(features.item(0)))
  map.addInteraction(modify)
  map.addInteraction(draw)
  const fit = (from: VectorSource) => {
    const extent = from.getExtent()
    if (!from.isEmpty() && extent) map.getView().fit(extent, { padding: [30, 30, 30, 30], maxZoom: 15 })
  }
  let shown = ''
  return {
    setRegions(all, name) {
      regions.clear()
      const parents = new Set(all.map(({ parentId }) => parentId))
      for (const region of all) {
        const geometry = region.geometry ? format.readGeometry(region.geometry) : null
        if (geometry)
          regions.addFeature(new Feature({ geometry, label: parents.has(region.id) ? '' : name(region) }))
      }
      if (source.isEmpty()) fit(regions)
    },
    show(geometry) {
      draw.setActive(geometry === null)
      const text = JSON.stringify(geometry)
      const own = source.getFeatures()[0]?.getGeometry()
      const same = own && JSON.stringify(format.writeGeometryObject(own, { decimals })) === text
      const known = same || text === shown
      shown = text
      if (known) return
      source.clear()
      if (!geometry) return
      try {
        const read = format.readGeometry(geometry)
        if (read) source.addFeature(new Feature(read))
      } catch {
        return // what cannot be read cannot be shown; the server says what is wrong with it
      }
      fit(source)
    },
    close: () => map.setTarget(undefined),
  }
}
