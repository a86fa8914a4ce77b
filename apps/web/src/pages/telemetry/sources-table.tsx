import type { Device, DeviceLight } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Badge, Drawer, Tag, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { devicesQuery } from '../../api/telemetry-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { SimulatedTag } from '../../feedback/simulated-tag.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { DevicePanel } from './device-panel.tsx'
import { moment } from './moment.ts'
import { RowsTable } from './rows-table.tsx'

const route = getRouteApi('/telemetry')

const lightOf = {
  online: 'success',
  'no-data': 'warning',
  silent: 'error',
  never: 'default',
  disabled: 'default',
} as const satisfies Record<DeviceLight, string>

const lights = Object.keys(lightOf) as DeviceLight[]

/** A clock further off than this is said in red. */
const badSkewSeconds = 300

function useColumns(open: (mn: string) => void): TableColumnsType<Device> {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return [
    {
      key: 'light',
      title: t('telemetry.light'),
      width: 110,
      filters: lights.map((value) => ({ value, text: t(`telemetry.lights.${value}`) })),
      onFilter: (value, { light }) => light === value,
      render: (_, { light }) => <Badge status={lightOf[light]} text={t(`telemetry.lights.${light}`)} />,
    },
    {
      key: 'site',
      title: t('telemetry.site'),
      sorter: (a, b) => say(a.site).localeCompare(say(b.site)),
      render: (_, { mn, site, simulated, unitsInDoubt }) => (
        <>
          <button type="button" className="link" onClick={() => open(mn)}>
            {say(site)}
          </button>{' '}
          {simulated && <SimulatedTag />}
          {unitsInDoubt > 0 && (
            <Tag color="warning">{t('telemetry.unitsInDoubt', { count: unitsInDoubt })}</Tag>
          )}
        </>
      ),
    },
    { key: 'mn', title: t('telemetry.mn'), dataIndex: 'mn' },
    { key: 'dialect', title: t('telemetry.dialect'), width: 90, dataIndex: 'dialect' },
    { key: 'seen', title: t('telemetry.lastSeen'), width: 170, render: (_, d) => moment(d.lastSeenAt) },
    { key: 'data', title: t('telemetry.lastData'), width: 170, render: (_, d) => moment(d.lastDataAt) },
    {
      key: 'skew',
      title: t('telemetry.skew'),
      width: 110,
      align: 'right',
      render: (_, { clockSkewSeconds: seconds }) =>
        seconds !== null && (
          <span className={Math.abs(seconds) > badSkewSeconds ? 'danger-count' : ''}>
            {t('telemetry.skewSeconds', { seconds })}
          </span>
        ),
    },
  ]
}

/** The data loggers with their state lights; one opens with its curve and settings. */
export function SourcesTable() {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const navigate = route.useNavigate()
  const { mn } = route.useSearch()
  const devices = useQuery(devicesQuery)
  const open = (chosen: string | undefined) =>
    void navigate({ search: (old) => ({ ...old, mn: chosen }), resetScroll: false })
  const columns = useColumns(open)
  const chosen = devices.data?.find((device) => device.mn === mn)
  return (
    <>
      <QueryView query={devices}>
        {(rows) => (
          <RowsTable<Device>
            rowKey="mn"
            dataSource={rows}
            columns={columns}
            nothing={t('telemetry.noSources')}
          />
        )}
      </QueryView>
      <Drawer
        open={chosen !== undefined}
        size={760}
        title={chosen && say(chosen.site)}
        onClose={() => open(undefined)}
        destroyOnHidden
      >
        {chosen && <DevicePanel device={chosen} />}
      </Drawer>
    </>
  )
}
