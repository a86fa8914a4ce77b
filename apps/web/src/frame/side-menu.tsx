import {
  AimOutlined,
  CarryOutOutlined,
  CloudUploadOutlined,
  EnvironmentOutlined,
  FileTextOutlined,
} from '@ant-design/icons'
import { Link, useLocation } from '@tanstack/react-router'
import { Menu } from 'antd'
import { useTranslation } from 'react-i18next'

const pages = [
  { key: '/', name: 'board', icon: <AimOutlined /> },
  { key: '/tasks', name: 'tasks', icon: <CarryOutOutlined /> },
  { key: '/plan', name: 'plan', icon: <FileTextOutlined /> },
  { key: '/monitoring', name: 'monitoring', icon: <EnvironmentOutlined /> },
  { key: '/imports', name: 'imports', icon: <CloudUploadOutlined /> },
] as const

/** The pages of the application. A target belongs to the board. */
export function SideMenu() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const current = pages.find(({ key }) => key !== '/' && pathname.startsWith(key))?.key ?? '/'
  return (
    <nav aria-label={t('menu.label')}>
      <Menu
        mode="inline"
        theme="dark"
        selectedKeys={[current]}
        items={pages.map(({ key, name, icon }) => ({
          key,
          icon,
          title: t(`menu.${name}`),
          label: <Link to={key}>{t(`menu.${name}`)}</Link>,
        }))}
      />
    </nav>
  )
}
