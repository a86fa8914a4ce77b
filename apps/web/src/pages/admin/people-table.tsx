import type { Person } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Table, Tag, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { peopleQuery, rolesQuery } from '../../api/identity-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { holds } from '../../filters/holds.ts'
import { SearchBox } from '../../filters/search-box.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { PersonForm } from './person-form.tsx'
import { PersonTools } from './person-tools.tsx'

function useColumns(edit: (person: Person) => void): TableColumnsType<Person> {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const roles = useQuery(rolesQuery)
  const roleName = (role: string) => {
    const found = roles.data?.find((row) => row.role === role)
    return found ? say(found.name) : role
  }
  return [
    { key: 'login', title: t('admin.login'), dataIndex: 'login' },
    { key: 'name', title: t('admin.name'), dataIndex: 'name' },
    {
      key: 'memberships',
      title: t('admin.memberships'),
      render: (_, { memberships }) =>
        memberships.map(({ unitId, unit, role }) => (
          <div key={`${unitId} ${role}`}>
            {roleName(role)} <span className="muted">· {say(unit)}</span>
          </div>
        )),
    },
    {
      key: 'state',
      title: '',
      render: (_, { active, demo }) => (
        <>
          <Tag color={active ? 'success' : 'default'}>{t(active ? 'admin.active' : 'admin.inactive')}</Tag>
          {demo && <Tag color="warning">{t('admin.demo')}</Tag>}
        </>
      ),
    },
    {
      key: 'edit',
      title: '',
      align: 'right',
      render: (_, person) => (
        <Button size="small" onClick={() => edit(person)}>
          {t('admin.edit')}
        </Button>
      ),
    },
  ]
}

/** Everyone the administrator sees, and the way to add and change them. */
export function PeopleTable() {
  const { t } = useTranslation()
  const people = useQuery(peopleQuery)
  const [chosen, setChosen] = useState<Person | 'new' | null>(null)
  const [text, setText] = useState('')
  const columns = useColumns(setChosen)
  const close = () => setChosen(null)
  return (
    <>
      <div className="filters">
        <Button type="primary" onClick={() => setChosen('new')}>
          {t('admin.add')}
        </Button>
        <SearchBox label={t('admin.searchPeople')} value={text} onSearch={setText} />
      </div>
      <QueryView query={people}>
        {(rows) => (
          <Table<Person>
            rowKey="id"
            size="small"
            dataSource={rows.filter(({ login, name }) => holds(text, login, name))}
            columns={columns}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            scroll={{ x: 'max-content' }}
          />
        )}
      </QueryView>
      <Drawer
        open={chosen !== null}
        size={520}
        title={chosen === 'new' ? t('admin.add') : chosen?.login}
        onClose={close}
        destroyOnHidden
      >
        {chosen !== null && <PersonForm person={chosen === 'new' ? undefined : chosen} done={close} />}
        {chosen !== null && chosen !== 'new' && <PersonTools person={chosen} />}
      </Drawer>
    </>
  )
}
