import type { WhoAmI } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Card, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { PageHead } from '../../frame/page-head.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { ChangePassword } from '../../session/change-password.tsx'
import { useSession } from '../../session/session.ts'
import { SignInForm } from '../../session/sign-in-form.tsx'
import { SecondFactor } from './second-factor.tsx'
import { SessionsTable } from './sessions-table.tsx'
import { TokensCard } from './tokens-card.tsx'

function ActingFor({ session }: { session: WhoAmI }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (unitId: string) => sendJson<void>('PUT', 'session/unit', { unitId }),
    onSuccess: () => client.invalidateQueries(),
  })
  const units = new Map(session.memberships.map(({ unitId, unit }) => [unitId, say(unit)]))
  return (
    <Card size="small" title={t('account.actingFor')}>
      <Select
        className="filter-wide"
        aria-label={t('account.actingFor')}
        value={session.unit?.id ?? null}
        loading={change.isPending}
        options={[...units].map(([value, label]) => ({ value, label }))}
        onChange={(unitId) => unitId !== null && change.mutate(unitId)}
      />
      {change.error && <ErrorNotice error={change.error} small />}
    </Card>
  )
}

/** One's own account: unit, password, second factor, devices, tokens. */
export function AccountPage() {
  const { t } = useTranslation()
  const session = useSession()
  if (!session) return null
  if (!session.person) {
    return (
      <Card title={t('session.signIn')} className="sign-in">
        <SignInForm />
      </Card>
    )
  }
  return (
    <>
      <PageHead title={t('account.title')} note={`${session.person.name} · ${session.person.login}`} />
      <div className="columns">
        <div className="column-main">
          <Card size="small" title={t('account.sessions')}>
            <SessionsTable />
          </Card>
          <TokensCard rights={session.rights} />
        </div>
        <div className="column-side">
          <ActingFor session={session} />
          <Card size="small" title={t('session.changePassword')}>
            <ChangePassword />
          </Card>
          <SecondFactor enrolled={session.person.secondFactor} codesLeft={session.person.recoveryCodes} />
        </div>
      </div>
    </>
  )
}
