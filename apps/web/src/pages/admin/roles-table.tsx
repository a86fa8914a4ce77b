import type { RoleRow } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { rolesQuery } from '../../api/identity-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { useLanguage } from '../../locales/use-language.ts'

/** What each role may do. */
export function RolesTable() {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const roles = useQuery(rolesQuery)
  return (
    <QueryView query={roles}>
      {(rows) => (
        <Table<RoleRow>
          rowKey="role"
          size="small"
          pagination={false}
          dataSource={rows}
          columns={[
            { key: 'name', title: t('admin.role'), render: (_, { name }) => say(name) },
            {
              key: 'rights',
              title: t('admin.rights'),
              render: (_, { rights }) =>
                rights.map((right) => <Tag key={right}>{t(`admin.rightOf.${right}`)}</Tag>),
            },
          ]}
        />
      )}
    </QueryView>
  )
}
