import {
  AimOutlined,
  CarryOutOutlined,
  AuditOutlined,
  CloudUploadOutlined,
  DatabaseOutlined,
  EnvironmentOutlined,
  AlertOutlined,
  FileTextOutlined,
  FormOutlined,
  SettingOutlined,
} from '@ant-design/icons'
import { Link, useLocation } from '@tanstack/react-router'
import { Menu } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/session.ts'

const pages = [
  { key: '/', name: 'board', icon: <AimOutlined /> },
  { key: '/tasks', name: 'tasks', icon: <CarryOutOutlined /> },
  { key: '/plan', name: 'plan', icon: <FileTextOutlined /> },
  { key: '/review', name: 'review', icon: <FormOutlined /> },
  { key: '/monitoring', name: 'monitoring', icon: <EnvironmentOutlined /> },
  { key: '/registers', name: 'registers', icon: <DatabaseOutlined /> },
  { key: '/duties', name: 'duties', icon: <AuditOutlined /> },
  { key: '/telemetry', name: 'telemetry', icon: <AlertOutlined /> },
  { key: '/imports', name: 'imports', icon: <CloudUploadOutlined /> },
  { key: '/admin', name: 'admin', icon: <SettingOutlined /> },
] as const

/** The rights of which one opens administration to a signed-in person. */
const keeps = ['administer', 'audit', 'publish'] as const

/** The pages of the application. A target belongs to the board. */
export function SideMenu() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const session = useSession()
  const mayKeep = keeps.some((right) => session?.rights.includes(right))
  const shown = pages.filter(({ key }) => key !== '/admin' || mayKeep)
  const current = pages.find(({ key }) => key !== '/' && pathname.startsWith(key))?.key ?? '/'
  return (
    <nav aria-label={t('menu.label')}>
      <Menu
        mode="inline"
        theme="dark"
        selectedKeys={[current]}
        items={shown.map(({ key, name, icon }) => ({
          key,
          icon,
          title: t(`menu.${name}`),
          label: <Link to={key}>{t(`menu.${name}`)}</Link>,
        }))}
      />
    </nav>
  )
}
