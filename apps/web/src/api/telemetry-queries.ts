import type {
  Alarm,
  Device,
  DeviceCommand,
  QualityRow,
  QuarantineEntry,
  SiteLimit,
  UpstreamState,
} from '@qinglan/contract'
import { queryOptions } from '@tanstack/react-query'
import { apiPath, getJson } from './client.ts'

/** What changes without an event is asked for again while it is shown. */
const refetchInterval = 10_000

export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  refetchInterval,
  queryFn: ({ signal }) => getJson<Device[]>('devices', signal),
})

export const quarantineQuery = queryOptions({
  queryKey: ['quarantine'],
  refetchInterval,
  queryFn: ({ signal }) => getJson<QuarantineEntry[]>('quarantine', signal),
})

export const commandsQuery = queryOptions({
  queryKey: ['device-commands'],
  refetchInterval: 2000,
  queryFn: ({ signal }) => getJson<DeviceCommand[]>('device-commands', signal),
})

export const alarmsQuery = queryOptions({
  queryKey: ['alarms'],
  refetchInterval,
  queryFn: ({ signal }) => getJson<Alarm[]>('alarms', signal),
})

export const qualityQuery = (month: string) =>
  queryOptions({
    queryKey: ['data-quality', month],
    queryFn: ({ signal }) => getJson<QualityRow[]>(apiPath('data-quality', { month }), signal),
  })

export const limitsQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['limits', siteId],
    queryFn: ({ signal }) => getJson<SiteLimit[]>(`sites/${encodeURIComponent(siteId)}/limits`, signal),
  })

export const upstreamsQuery = queryOptions({
  queryKey: ['upstreams'],
  refetchInterval,
  queryFn: ({ signal }) => getJson<UpstreamState[]>('upstreams', signal),
})
