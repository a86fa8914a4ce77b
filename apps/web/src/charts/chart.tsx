import { init, use, type ECharts, type EChartsCoreOption } from 'echarts/core'
import { AriaComponent, TooltipComponent } from 'echarts/components'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([AriaComponent, TooltipComponent, CanvasRenderer])

interface Props {
  readonly option: EChartsCoreOption
  readonly height: number
  /** What the picture shows, in words. */
  readonly label: string
}

/** Draws an ECharts option and follows the width of its place; the caller registers the kinds of chart it uses. */
export function Chart({ option, height, label }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts>(null)
  useEffect(() => {
    if (!place.current) return undefined
    const drawn = init(place.current)
    chart.current = drawn
    const observer = new ResizeObserver(() => drawn.resize())
    observer.observe(place.current)
    return () => {
      observer.disconnect()
      drawn.dispose()
      chart.current = null
    }
  }, [])
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true })
  }, [option])
  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%' }} className="chart" />
}
