import { Outlet } from '@tanstack/react-router'
import { Badge, Layout, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLiveEvents } from '../api/live-events.ts'
import { SessionGate } from '../session/session-gate.tsx'
import { SessionMenu } from '../session/session-menu.tsx'
import { useRight } from '../session/session.ts'
import { AsOfPicker } from './as-of-picker.tsx'
import { CampaignSelect } from './campaign-select.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { SideMenu } from './side-menu.tsx'

function LiveMark() {
  const { t } = useTranslation()
  const connected = useLiveEvents()
  const text = t(connected ? 'frame.live' : 'frame.liveOff')
  return (
    <Tooltip title={text}>
      <span role="status" aria-label={text} className="live-mark">
        <Badge status={connected ? 'success' : 'error'} text={t('frame.live')} />
      </span>
    </Tooltip>
  )
}

/** Menu at the side, campaign, date and language above, the page below. */
export function AppFrame() {
  const { t } = useTranslation()
  const mayRead = useRight('read')
  const [collapsed, setCollapsed] = useState(false)
  return (
    <Layout className="frame">
      <a href="#content" className="skip-link">
        {t('menu.skip')}
      </a>
      <Layout.Sider
        width={176}
        collapsedWidth={56}
        breakpoint="lg"
        collapsible
        collapsed={collapsed}
        onCollapse={setCollapsed}
        className="sider"
      >
        <div className="brand">
          <img src="/favicon.svg" alt="" width={28} height={28} />
          {!collapsed && <span>{t('product.name')}</span>}
        </div>
        <SideMenu />
      </Layout.Sider>
      <Layout>
        <Layout.Header className="header">
          {mayRead && (
            <>
              <CampaignSelect />
              <AsOfPicker />
            </>
          )}
          <span className="grow" />
          {mayRead && <LiveMark />}
          <LanguageSwitch />
          <SessionMenu />
        </Layout.Header>
        <Layout.Content id="content" tabIndex={-1} className="content">
          <SessionGate>
            <Outlet />
          </SessionGate>
        </Layout.Content>
      </Layout>
    </Layout>
  )
}
