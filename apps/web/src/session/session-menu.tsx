import { UserOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Dropdown, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../locales/use-language.ts'
import { ChangePassword } from './change-password.tsx'
import { useSession, useSignOut } from './session.ts'
import { SignInModal } from './sign-in-modal.tsx'

/** Who is signed in, or the way to it. */
export function SessionMenu() {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const [open, setOpen] = useState(false)
  const session = useSession()
  const signOut = useSignOut()
  if (!session) return null
  if (session.person) {
    const items = [
      ...(session.unit ? [{ key: 'unit', label: say(session.unit.name), disabled: true }] : []),
      { key: 'account', label: <Link to="/account">{t('account.title')}</Link> },
      { key: 'password', label: t('session.changePassword'), onClick: () => setOpen(true) },
      { key: 'out', label: t('session.signOut'), onClick: () => signOut.mutate() },
    ]
    return (
      <>
        <Dropdown menu={{ items }} trigger={['click']}>
          <Button type="text" icon={<UserOutlined />} data-testid="session">
            <span className="session-name">{session.person.name}</span>
          </Button>
        </Dropdown>
        <Modal
          title={t('session.changePassword')}
          open={open}
          footer={null}
          width={400}
          destroyOnHidden
          onCancel={() => setOpen(false)}
        >
          <ChangePassword done={() => setOpen(false)} />
        </Modal>
      </>
    )
  }
  return (
    <>
      <Button icon={<UserOutlined />} onClick={() => setOpen(true)} data-testid="session">
        {t('session.signIn')}
      </Button>
      <SignInModal open={open} close={() => setOpen(false)} />
    </>
  )
}
