import { useEffect, useRef, type RefObject } from 'react'
import { featureAt, regionMap, type MapLook, type MapTips, type RegionMap } from './region-map.ts'

interface Pointed {
  readonly tips: MapTips
  /** The same object at every call: another one makes the map anew. */
  readonly look: MapLook
  /** How far beside a feature still hits it, px. */
  readonly hitTolerance: number
  readonly choose: (id: string) => void
}

interface PointedMap {
  readonly place: RefObject<HTMLDivElement | null>
  readonly tip: RefObject<HTMLDivElement | null>
  readonly drawn: RefObject<RegionMap | null>
}

/** A map whose features (with an id, and a `tip`) say what they are and are chosen by a click. Made anew for another language. */
export function usePointedMap({
  tips: { zoomIn, zoomOut },
  look,
  hitTolerance,
  choose,
}: Pointed): PointedMap {
  const place = useRef<HTMLDivElement>(null)
  const tip = useRef<HTMLDivElement>(null)
  const drawn = useRef<RegionMap>(null)
  const onChoose = useRef(choose)
  useEffect(() => {
    onChoose.current = choose
  }, [choose])
  useEffect(() => {
    if (!place.current) return undefined
    const own = regionMap(place.current, { zoomIn, zoomOut }, look)
    drawn.current = own
    own.map.on('singleclick', ({ pixel }) => {
      const hit = featureAt(own, pixel, hitTolerance)
      if (hit) onChoose.current(String(hit.getId()))
    })
    own.map.on('pointermove', ({ pixel, dragging }) => {
      const hit = dragging ? undefined : featureAt(own, pixel, hitTolerance)
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
  }, [zoomIn, zoomOut, look, hitTolerance])
  return { place, tip, drawn }
}

interface FrameProps extends Pick<PointedMap, 'place' | 'tip'> {
  readonly label: string
  readonly testId: string
}

/** Where such a map is drawn, with its tip. */
export const MapFrame = ({ place, tip, label, testId }: FrameProps) => (
  <div className="map-frame">
    <div
      ref={place}
      className="map"
      role="application"
      aria-label={label}
      tabIndex={0}
      data-testid={testId}
    />
    <div ref={tip} className="map-tip" hidden />
  </div>
)
