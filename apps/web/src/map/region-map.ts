import type { Bilingual, Region } from '@qinglan/contract'
import { defaults as defaultControls } from 'ol/control/defaults.js'
import Feature from 'ol/Feature.js'
import GeoJSON from 'ol/format/GeoJSON.js'
import type Interaction from 'ol/interaction/Interaction.js'
import VectorLayer from 'ol/layer/Vector.js'
import type Collection from 'ol/Collection.js'
import OlMap from 'ol/Map.js'
import 'ol/ol.css'
import { fromLonLat } from 'ol/proj.js'
import VectorSource from 'ol/source/Vector.js'
import type { StyleLike } from 'ol/style/Style.js'
import View from 'ol/View.js'
import { regionStyle } from './region-style.ts'

/** Geometries as the API writes them, as the map draws them. */
export const geoJson = new GeoJSON({ dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' })

/** A map of regions with what is shown on them, without any tiles from elsewhere. */
export interface RegionMap {
  readonly map: OlMap
  readonly regions: VectorSource
  readonly shown: VectorSource
}

export interface MapTips {
  readonly zoomIn: string
  readonly zoomOut: string
}

export interface MapLook {
  /** How what lies on the regions is drawn. */
  readonly style: StyleLike
  readonly maxZoom: number
  readonly interactions?: Collection<Interaction>
}

/** Puts a map into an element. */
export function regionMap(
  target: HTMLElement,
  tips: MapTips,
  { style, maxZoom, interactions }: MapLook,
): RegionMap {
  const regions = new VectorSource()
  const shown = new VectorSource()
  const map = new OlMap({
    target,
    ...(interactions ? { interactions } : {}),
    controls: defaultControls({
      attribution: false,
      rotate: false,
      zoomOptions: { zoomInTipLabel: tips.zoomIn, zoomOutTipLabel: tips.zoomOut },
    }),
    layers: [
      new VectorLayer({ source: regions, declutter: true, style: (f) => regionStyle(f as Feature) }),
      new VectorLayer({ source: shown, style }),
    ],
    view: new View({ center: fromLonLat([110, 34]), zoom: 4, maxZoom }),
  })
  return { map, regions, shown }
}

/** Draws the borders anew; only regions without others inside are named. */
export function showRegions(
  { regions: source }: RegionMap,
  regions: readonly Region[],
  say: (name: Bilingual) => string,
): void {
  source.clear()
  const parents = new Set(regions.map(({ parentId }) => parentId))
  for (const region of regions) {
    const geometry = region.geometry ? geoJson.readGeometry(region.geometry) : null
    if (geometry)
      source.addFeature(new Feature({ geometry, label: parents.has(region.id) ? '' : say(region.name) }))
  }
}

/** What is shown fills the picture, else all regions do. */
export function fitMap({ map, regions, shown }: RegionMap, maxZoom: number): void {
  const source = shown.isEmpty() ? regions : shown
  const extent = source.getExtent()
  if (source.isEmpty() || !extent) return
  map.getView().fit(extent, { padding: [40, 40, 40, 40], maxZoom })
}

/** The feature under the pointer, regions aside. */
export const featureAt = (
  { map, shown }: RegionMap,
  pixel: number[],
  hitTolerance: number,
): Feature | undefined =>
  map.forEachFeatureAtPixel(pixel, (found) => found as Feature, {
    hitTolerance,
    layerFilter: (layer) => layer instanceof VectorLayer && layer.getSource() === shown,
  })
