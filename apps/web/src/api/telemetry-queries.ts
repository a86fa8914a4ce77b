import type {
  Alarm,
  Correction,
  DaysToAssess,
  DayCompliance,
  Device,
  DeviceCommand,
  DeviceReport,
  DeviceUnit,
  InletChange,
  Platform,
  QualityRow,
  QuarantineEntry,
  SiteLimit,
  SiteStop,
  Uplink,
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

export const reportsQuery = (mn: string) =>
  queryOptions({
    queryKey: ['devices', mn, 'reports'],
    refetchInterval,
    queryFn: ({ signal }) => getJson<DeviceReport[]>(`devices/${encodeURIComponent(mn)}/reports`, signal),
  })

export const unitsQuery = (mn: string) =>
  queryOptions({
    queryKey: ['devices', mn, 'units'],
    queryFn: ({ signal }) => getJson<DeviceUnit[]>(`devices/${encodeURIComponent(mn)}/units`, signal),
  })

export const daysToAssessQuery = (mn: string) =>
  queryOptions<DaysToAssess>({
    queryKey: ['devices', mn, 'days-to-assess'],
    // while a person looks on; the rest of the time nobody waits for it
    refetchInterval: ({ state }) => (state.data?.waiting === true ? 2000 : false),
    queryFn: ({ signal }) => getJson(`devices/${encodeURIComponent(mn)}/days-to-assess`, signal),
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

export const platformsQuery = queryOptions({
  queryKey: ['platforms'],
  refetchInterval,
  queryFn: ({ signal }) => getJson<Platform[]>('platforms', signal),
})

export const uplinksQuery = (id: number) =>
  queryOptions({
    queryKey: ['upstreams', id, 'devices'],
    refetchInterval,
    queryFn: ({ signal }) => getJson<Uplink[]>(`upstreams/${id}/devices`, signal),
  })

export const dayComplianceQuery = (year: number) =>
  queryOptions({
    queryKey: ['day-compliance', year],
    queryFn: ({ signal }) =>
      getJson<DayCompliance[]>(apiPath('day-compliance', { year: String(year) }), signal),
  })

export const inletChangeQuery = (year: number) =>
  queryOptions({
    queryKey: ['inlet-change', year],
    queryFn: ({ signal }) => getJson<InletChange[]>(apiPath('inlet-change', { year: String(year) }), signal),
  })

export const correctionsQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['corrections', siteId],
    queryFn: ({ signal }) => getJson<Correction[]>(`sites/${encodeURIComponent(siteId)}/corrections`, signal),
  })

export const stopsQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['stops', siteId],
    queryFn: ({ signal }) => getJson<SiteStop[]>(`sites/${encodeURIComponent(siteId)}/stops`, signal),
  })
