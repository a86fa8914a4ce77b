import type Feature from 'ol/Feature.js'
import { Circle, Fill, Stroke, Style, Text } from 'ol/style.js'
import { mapFont } from '../../map/region-style.ts'

/** A site: a dot of its grade's colour; the chosen one is larger and named. */
export function siteStyle(feature: Feature, chosen: boolean): Style {
  const text = chosen
    ? {
        text: new Text({
          text: String(feature.get('label') ?? ''),
          font: `bold ${mapFont}`,
          offsetY: -20,
          fill: new Fill({ color: '#0e3d54' }),
          stroke: new Stroke({ color: '#ffffff', width: 4 }),
        }),
      }
    : {}
  return new Style({
    image: new Circle({
      radius: chosen ? 11 : 7,
      fill: new Fill({ color: String(feature.get('colour')) }),
      stroke: new Stroke({ color: chosen ? '#0e3d54' : '#4a4a4a', width: chosen ? 3 : 1 }),
    }),
    zIndex: chosen ? 2 : 1,
    ...text,
  })
}
