import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import GeoJSON, { type GeoJSONGeometry as Geometry } from 'ol/format/GeoJSON.js'
import { getLength } from 'ol/sphere.js'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { regionsQuery } from '../../api/monitoring-queries.ts'
import { useLanguage } from '../../locales/use-language.ts'
import { hectaresOf } from '../entity-file/hectares.ts'
import { drawMap, type DrawMap } from './draw-map.ts'
import { crossesItself, geometryType, shapeFromText, type Shape } from './place-shape.ts'

const format = new GeoJSON()

function kmOf(geometry: Geometry): string | null {
  const read = format.readGeometry(geometry)
  if (read?.getType() !== 'LineString' && read?.getType() !== 'MultiLineString') return null
  return (getLength(read, { projection: 'EPSG:4326' }) / 1000).toFixed(2)
}

/** The place of an entity: drawn and changed on the map, or written as GeoJSON. A form's control. */
export function PlaceField({
  shape,
  value = null,
  onChange,
}: {
  shape: Shape
  value?: Geometry | null
  onChange?: (geometry: Geometry | null) => void
}) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<DrawMap | null>(null)
  const change = useRef(onChange)
  const regions = useQuery(regionsQuery).data
  /** What is being written, until it is a geometry. */
  const [text, setText] = useState<string | null>(null)
  useEffect(() => {
    change.current = onChange
  }, [onChange])

  const zoomIn = t('registers.zoomIn')
  const zoomOut = t('registers.zoomOut')
  useEffect(() => {
    if (!place.current) return undefined
    const drawn = (geometry: Geometry) => {
      setText(null)
      change.current?.(geometry)
    }
    const own = drawMap(place.current, shape, drawn, { zoomIn, zoomOut })
    setMap(own)
    return () => own.close()
  }, [shape, zoomIn, zoomOut])
  useEffect(() => {
    if (regions) map?.setRegions(regions, say)
  }, [map, regions, say])
  useEffect(() => {
    map?.show(value)
  }, [map, value])

  const hint = { point: 'finishPoint', line: 'finishLine', polygon: 'finishPolygon' } as const
  const hectares = hectaresOf(value)
  const km = value && kmOf(value)
  const faulty = text !== null && text.trim() !== '' && shapeFromText(text, shape) === null
  const write = (next: string) => {
    setText(next)
    const geometry = next.trim() === '' ? null : shapeFromText(next, shape)
    if (geometry !== null || next.trim() === '') onChange?.(geometry)
  }
  return (
    <div className="stack" data-testid="place-field">
      <span className="muted">{t(`entityFile.draw.${hint[shape]}`)}</span>
      <div
        ref={place}
        className="place-map"
        role="application"
        aria-label={t('entityFile.draw.map')}
        tabIndex={0}
      />
      <div>
        <Button
          size="small"
          disabled={value === null}
          onClick={() => {
            setText(null)
            onChange?.(null)
          }}
        >
          {t('entityFile.draw.again')}
        </Button>{' '}
        {hectares !== null && <span className="muted">{t('entityFile.area', { hectares })}</span>}
        {km !== null && km !== undefined && (
          <span className="muted">{t('entityFile.draw.length', { km })}</span>
        )}
      </div>
      {value && crossesItself(value) && <Alert type="error" showIcon title={t('entityFile.draw.crossing')} />}
      <Input.TextArea
        aria-label={t('entityFile.draw.text')}
        placeholder={t('entityFile.draw.text')}
        autoSize={{ minRows: 1, maxRows: 4 }}
        status={faulty ? 'error' : ''}
        value={text ?? (value ? JSON.stringify(value) : '')}
        onChange={(e) => write(e.target.value)}
      />
      {faulty && <Alert type="error" title={t('entityFile.draw.badText', { type: geometryType[shape] })} />}
    </div>
  )
}
