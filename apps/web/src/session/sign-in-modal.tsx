import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { SignInForm } from './sign-in-form.tsx'

/** Signing in without leaving the page. */
export function SignInModal({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal title={t('session.signIn')} open={open} footer={null} width={400} destroyOnHidden onCancel={close}>
      <SignInForm done={close} />
    </Modal>
  )
}
