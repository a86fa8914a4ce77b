import { App, Typography } from 'antd'
import { useTranslation } from 'react-i18next'

/** Shows a first password, this once. */
export function useFirstPassword(): (password: string) => void {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  return (password) =>
    void modal.info({
      title: t('admin.firstPassword'),
      content: (
        <>
          <p>
            <Typography.Text code copyable>
              {password}
            </Typography.Text>
          </p>
          <p>{t('admin.firstPasswordHint')}</p>
        </>
      ),
    })
}
