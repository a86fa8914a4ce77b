import type { Device } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Divider, Empty } from 'antd'
import { useTranslation } from 'react-i18next'
import { sitesQuery } from '../../api/monitoring-queries.ts'
import { limitsQuery } from '../../api/telemetry-queries.ts'
import { NeedsRight } from '../../session/needs-right.tsx'
import { SiteCurve } from '../monitoring/site-curve.tsx'
import { DeviceForm } from './device-form.tsx'
import { DeviceReports } from './device-reports.tsx'
import { DeviceUnits } from './device-units.tsx'
import { SiteCorrections } from './site-corrections.tsx'
import { SiteLimits } from './site-limits.tsx'
import { SiteStops } from './site-stops.tsx'

/** One data logger: its site's live curve with the limits, and its settings. */
export function DevicePanel({ device }: { device: Device }) {
  const { t } = useTranslation()
  const sites = useQuery(sitesQuery())
  const limits = useQuery(limitsQuery(device.siteId))
  const site = sites.data?.find(({ id }) => id === device.siteId)
  return (
    <>
      <h2>{t('telemetry.curve')}</h2>
      {limits.data && <SiteLimits siteId={device.siteId} limits={limits.data} />}
      {site?.latest ? (
        <SiteCurve key={site.id} site={site} latest={site.latest} limits={limits.data ?? []} />
      ) : (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('telemetry.noReadings')} />
      )}
      <Divider />
      <DeviceUnits mn={device.mn} />
      <DeviceReports mn={device.mn} />
      <SiteCorrections siteId={device.siteId} />
      <SiteStops siteId={device.siteId} />
      <Divider />
      <NeedsRight right="import">
        <DeviceForm mn={device.mn} device={device} done={() => undefined} />
      </NeedsRight>
    </>
  )
}
