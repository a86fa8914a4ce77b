import type Feature from 'ol/Feature.js'
import { Fill, Stroke, Style, Text } from 'ol/style.js'

export const mapFont = '12px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

/** A region: its border, and its name inside. */
export function regionStyle(feature: Feature): Style {
  return new Style({
    fill: new Fill({ color: '#eef4f7' }),
    stroke: new Stroke({ color: '#9db4c0', width: 1 }),
    text: new Text({
      text: String(feature.get('label') ?? ''),
      font: mapFont,
      fill: new Fill({ color: '#7b919d' }),
      overflow: false,
    }),
  })
}
