import type { Person } from '@qinglan/contract'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Divider, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { deleteResource, sendJson } from '../../api/client.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { SessionsTable } from '../account/sessions-table.tsx'
import { useFirstPassword } from './first-password.tsx'

/** What an administrator does for a person who lost the way in, or must be put out. */
export function PersonTools({ person }: { person: Person }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const showPassword = useFirstPassword()
  const reset = useMutation({
    mutationFn: () => sendJson<{ firstPassword: string }>('POST', `people/${person.id}/first-password`, {}),
    onSuccess: ({ firstPassword }) => showPassword(firstPassword),
  })
  const removeFactor = useMutation({
    mutationFn: () => deleteResource(`people/${person.id}/second-factor`),
    onSuccess: () => void message.success(t('admin.removed')),
  })
  const error = reset.error ?? removeFactor.error
  return (
    <>
      <Divider />
      <div className="filters">
        <Popconfirm title={t('admin.sure')} onConfirm={() => reset.mutate()}>
          <Button loading={reset.isPending}>{t('admin.resetPassword')}</Button>
        </Popconfirm>
        <Popconfirm title={t('admin.sure')} onConfirm={() => removeFactor.mutate()}>
          <Button loading={removeFactor.isPending}>{t('admin.removeSecondFactor')}</Button>
        </Popconfirm>
      </div>
      {error && <ErrorNotice error={error} small />}
      <h2 className="page-head">{t('admin.sessions')}</h2>
      <SessionsTable personId={person.id} />
    </>
  )
}
