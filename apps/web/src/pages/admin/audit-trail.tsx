import type { AuditEntry } from '@qinglan/contract'
import { formatChinaTime } from '@qinglan/periods'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty, Select, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { auditQuery, type AuditAsked } from '../../api/identity-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { SearchBox } from '../../filters/search-box.tsx'
import { AuditChecks } from './audit-checks.tsx'

const fields = ['actor', 'table', 'key'] as const
const wordOf = { actor: 'actor', table: 'object', key: 'key' } as const

const actions = [
  'insert',
  'update',
  'delete',
  'read',
  'upload',
  'export',
  'sign-in',
  'sign-in-failed',
  'second-factor-failed',
  'sign-out',
  'session-revoked',
  'recovery-codes-made',
  'recovery-code-used',
] as const
const actionNamed = (name: string) => actions.find((action) => action === name)

const text = (value: unknown) => JSON.stringify(value, null, 1)

/** What stood before, and what stands after. */
function change(entry: AuditEntry) {
  return (
    <div className="columns">
      <pre className="small">{entry.before === null ? '' : text(entry.before)}</pre>
      <pre className="small">{entry.after === null ? '' : text(entry.after)}</pre>
    </div>
  )
}

const expandable = { expandedRowRender: change }

/** The audit trail, newest first, searched by who, what and on which record. */
export function AuditTrail() {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<AuditAsked>({})
  const trail = useInfiniteQuery(auditQuery(asked))
  const columns: TableColumnsType<AuditEntry> = [
    {
      key: 'at',
      title: t('admin.at'),
      width: 160,
      render: (_, { at }) => formatChinaTime(Date.parse(at)).slice(0, 19),
    },
    { key: 'actor', title: t('admin.actor'), dataIndex: 'actor' },
    {
      key: 'action',
      title: t('admin.action'),
      render: (_, { action }) => {
        const known = actionNamed(action)
        return known ? t(`admin.actionOf.${known}`) : action
      },
    },
    { key: 'table', title: t('admin.object'), dataIndex: 'table' },
    { key: 'key', title: t('admin.key'), dataIndex: 'key' },
    { key: 'address', title: t('admin.from'), dataIndex: 'address' },
  ]
  return (
    <>
      <AuditChecks />
      <div className="filters">
        <Select
          allowClear
          className="filter"
          aria-label={t('admin.action')}
          placeholder={t('admin.action')}
          value={asked.action ?? null}
          options={actions.map((value) => ({ value, label: t(`admin.actionOf.${value}`) }))}
          onChange={(action) => setAsked((old) => ({ ...old, action: action ?? undefined }))}
        />
        {fields.map((field) => (
          <SearchBox
            key={field}
            label={t(`admin.${wordOf[field]}`)}
            value={asked[field] ?? ''}
            onSearch={(value) => setAsked((old) => ({ ...old, [field]: value === '' ? undefined : value }))}
          />
        ))}
      </div>
      {trail.error && <ErrorNotice error={trail.error} small />}
      <Table<AuditEntry>
        rowKey="id"
        size="small"
        loading={trail.isFetching}
        dataSource={trail.data?.pages.flat() ?? []}
        columns={columns}
        scroll={{ x: 'max-content' }}
        pagination={false}
        expandable={expandable}
        locale={{ emptyText: <Empty description={t('admin.noEntries')} /> }}
      />
      {trail.hasNextPage && (
        <Button className="running" onClick={() => void trail.fetchNextPage()}>
          {t('admin.more')}
        </Button>
      )}
    </>
  )
}
