import type { UpstreamState } from '@qinglan/contract'
import { Gauge, type Registry } from 'prom-client'
import type { Db } from '../../../database/connect.ts'
import { listUpstreams } from './upstreams.ts'

const ageSeconds = ({ oldestAt }: UpstreamState): number =>
  oldestAt === null ? 0 : (Date.now() - Date.parse(oldestAt)) / 1000

const figures: readonly (readonly [name: string, help: string, figure: (state: UpstreamState) => number])[] =
  [
    ['waiting', 'Records not yet acknowledged by an upper platform', ({ waiting }) => waiting],
    ['oldest_seconds', 'Age of the oldest record that waits', ageSeconds],
    ['set_aside', 'Records that were refused for too long', ({ setAside }) => setAside],
    ['delivered', 'Records acknowledged so far', ({ delivered }) => delivered],
  ]

/** What waits for each upper platform, since when, and how much went, for Prometheus. */
export function upstreamMetrics(registry: Registry, db: Db): void {
  let reading: Promise<UpstreamState[]> | undefined
  // the gauges of one scrape share one look
  const read = () => (reading ??= listUpstreams(db).finally(() => (reading = undefined)))
  for (const [name, help, figure] of figures) {
    const gauge = new Gauge({
      name: `qinglan_upstream_${name}`,
      help,
      labelNames: ['upstream'],
      registers: [],
      async collect() {
        const states = await read()
        this.reset()
        for (const state of states) this.set({ upstream: state.name }, figure(state))
      },
    })
    registry.registerMetric(gauge)
  }
}
