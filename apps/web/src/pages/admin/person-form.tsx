import type { NewPerson, NewPersonReply, Person, PersonChange } from '@qinglan/contract'
import { DeleteOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { peopleQuery, rolesQuery, unitsQuery } from '../../api/identity-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { useFirstPassword } from './first-password.tsx'

const aLogin = /^[A-Za-z0-9][A-Za-z0-9._@-]{1,63}$/

type Filled = NewPerson & { active?: boolean }

const asked = (message: string) => [{ required: true, message }]

function Memberships() {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const units = useQuery(unitsQuery)
  const roles = useQuery(rolesQuery)
  return (
    <Form.List name="memberships">
      {(fields, { add, remove }) => (
        <Form.Item label={t('admin.memberships')} required>
          {fields.map(({ key, name }) => (
            <div key={key} className="filters">
              <Form.Item name={[name, 'unitId']} rules={asked(t('admin.chooseUnit'))} noStyle>
                <Select
                  className="filter-wide"
                  showSearch={{ optionFilterProp: 'label' }}
                  aria-label={t('admin.unit')}
                  placeholder={t('admin.unit')}
                  options={units.data?.map((unit) => ({ value: unit.id, label: say(unit.name) })) ?? []}
                />
              </Form.Item>
              <Form.Item name={[name, 'role']} rules={asked(t('admin.chooseRole'))} noStyle>
                <Select
                  className="filter-wide"
                  aria-label={t('admin.role')}
                  placeholder={t('admin.role')}
                  options={roles.data?.map((row) => ({ value: row.role, label: say(row.name) })) ?? []}
                />
              </Form.Item>
              {fields.length > 1 && (
                <Button
                  icon={<DeleteOutlined />}
                  aria-label={t('admin.removeMembership')}
                  onClick={() => remove(name)}
                />
              )}
            </div>
          ))}
          <Button size="small" onClick={() => add()}>
            {t('admin.addMembership')}
          </Button>
        </Form.Item>
      )}
    </Form.List>
  )
}

/** Sends what was filled in: a new person, or a change of one. */
async function save(person: Person | undefined, { singleSignOn, ...filled }: Filled): Promise<string | null> {
  if (person) {
    const { name, memberships, active = true } = filled
    const change: PersonChange = { name, memberships, active, singleSignOn: singleSignOn || null }
    await sendJson('PATCH', `people/${person.id}`, change)
    return null
  }
  const { login, name, memberships } = filled
  const wanted: NewPerson = { login, name, memberships, ...(singleSignOn ? { singleSignOn } : {}) }
  const { firstPassword } = await sendJson<NewPersonReply>('POST', 'people', wanted)
  return firstPassword
}

/** A person's name, state and roles. */
export function PersonForm({ person, done }: { person: Person | undefined; done: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const showPassword = useFirstPassword()
  const send = useMutation({
    mutationFn: (filled: Filled) => save(person, filled),
    onSuccess: async (firstPassword) => {
      void message.success(t('common.saved'))
      if (firstPassword !== null) showPassword(firstPassword)
      done()
      await client.invalidateQueries({ queryKey: peopleQuery.queryKey })
    },
  })
  const required = [{ required: true, message: t('common.required') }]
  const start = {
    memberships: person?.memberships ?? [{}],
    active: person?.active ?? true,
    ...(person ? { login: person.login, name: person.name, singleSignOn: person.singleSignOn ?? '' } : {}),
  }
  return (
    <Form<Filled> layout="vertical" initialValues={start} onFinish={(filled) => send.mutate(filled)}>
      <Form.Item
        name="login"
        label={t('admin.login')}
        rules={[...required, { pattern: aLogin, message: t('admin.loginHint') }]}
      >
        <Input maxLength={64} disabled={person !== undefined} autoComplete="off" />
      </Form.Item>
      <Form.Item name="name" label={t('admin.name')} rules={required}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="singleSignOn" label={t('admin.singleSignOn')} extra={t('admin.singleSignOnHint')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Memberships />
      {person && (
        <Form.Item name="active" label={t('admin.active')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
      {send.error && <ErrorNotice error={send.error} small />}
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {t('common.save')}
      </Button>
    </Form>
  )
}
