import type { EntityFile } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { kindsQuery } from '../../api/register-queries.ts'
import { useLanguage } from '../../locales/use-language.ts'

type Of = Pick<EntityFile['openItems'][number], 'entityId' | 'kind' | 'key' | 'name'>

/** A column that names whose row it is and leads there; the entity's own rows say its kind alone. */
function useWhose(self: string) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const kinds = new Map((useQuery(kindsQuery).data ?? []).map((k) => [k.kind, k.title]))
  return {
    key: 'whose',
    title: t('entityFile.whose'),
    render: (_: unknown, r: Of) => (
      <>
        <span className="muted">{say(kinds.get(r.kind) ?? { zh: r.kind, en: r.kind })}</span>{' '}
        {r.entityId === self ? (
          r.name
        ) : (
          <Link to="/registers/$id" params={{ id: r.entityId }}>
            {r.name === r.key ? r.key : `${r.key} ${r.name}`}
          </Link>
        )}
      </>
    ),
  }
}

const plain = { size: 'small', pagination: false } as const

/** What is open or late, of the entity and of what belongs to it. */
export function OpenItems({ file }: { file: EntityFile }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const whose = useWhose(file.detail.entity.id)
  return (
    <Table
      {...plain}
      data-testid="file-open"
      rowKey={(r) => `${r.entityId} ${r.rule} ${r.duty.zh}`}
      dataSource={file.openItems}
      locale={{ emptyText: t('entityFile.noOpenItems') }}
      columns={[
        whose,
        {
          title: t('entityFile.what'),
          render: (_, r) => (
            <>
              {say(r.duty)} <span className="muted">{say(r.title)}</span>
            </>
          ),
        },
        {
          title: t('entityFile.status'),
          width: 90,
          render: (_, r) => (
            <Tag color={r.status === 'late' ? 'error' : 'processing'}>{t(`registers.${r.status}`)}</Tag>
          ),
        },
        { title: t('registers.due'), width: 120, render: (_, r) => r.due ?? '—' },
      ]}
    />
  )
}

/** Devices with the day they last sent valid data. */
export function Devices({ file }: { file: EntityFile }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const whose = useWhose(file.detail.entity.id)
  return (
    <Table
      {...plain}
      data-testid="file-devices"
      rowKey={(r) => `${r.entityId} ${r.duty.zh} ${r.on} ${r.site ?? ''}`}
      dataSource={file.devices}
      locale={{ emptyText: t('entityFile.noDevices') }}
      columns={[
        whose,
        { title: t('entityFile.what'), render: (_, r) => say(r.duty) },
        {
          title: t('entityFile.installed'),
          width: 200,
          render: (_, r) => (r.until === null ? r.on : `${r.on} – ${r.until}`),
        },
        {
          title: t('registers.lastData'),
          width: 120,
          render: (_, r) => r.lastDataOn ?? t('entityFile.neverSent'),
        },
        { title: t('entityFile.site'), width: 120, render: (_, r) => r.site ?? '—' },
      ]}
    />
  )
}

/** Documents, deeds and publications. */
export function Documents({ file }: { file: EntityFile }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const whose = useWhose(file.detail.entity.id)
  const types: Readonly<Record<string, string>> = {
    document: t('entityFile.types.document'),
    action: t('entityFile.types.action'),
    disclosure: t('entityFile.types.disclosure'),
  }
  return (
    <Table
      {...plain}
      data-testid="file-documents"
      rowKey={(r) => `${r.entityId} ${r.duty.zh} ${r.on} ${JSON.stringify(r.data)}`}
      dataSource={file.documents}
      locale={{ emptyText: t('entityFile.noDocuments') }}
      columns={[
        whose,
        {
          title: t('entityFile.what'),
          render: (_, r) => (
            <>
              {say(r.duty)} <span className="muted">{types[r.type] ?? r.type}</span>
              {Object.entries(r.data).map(([fact, value]) => (
                <span key={fact} className="muted">
                  {' '}
                  {fact} = {String(value)}
                </span>
              ))}
            </>
          ),
        },
        {
          title: t('registers.onDay'),
          width: 230,
          render: (_, r) => (r.until === null ? r.on : `${r.on} (${t('entityFile.validTo')} ${r.until})`),
        },
      ]}
    />
  )
}

/** Published lists, and since when it is on them. */
export function Lists({ file }: { file: EntityFile }) {
  const { t } = useTranslation()
  return (
    <Table
      {...plain}
      data-testid="file-lists"
      rowKey={(r) => `${r.list} ${r.enteredOn}`}
      dataSource={file.lists}
      locale={{ emptyText: t('entityFile.noLists') }}
      columns={[
        {
          title: t('registers.batchTitle'),
          render: (_, r) => (
            <>
              {r.title} <span className="muted">{r.list}</span>
            </>
          ),
        },
        {
          title: t('entityFile.enteredWith'),
          render: (_, r) => `${r.enteredOn} · ${t('entityFile.batch', { batch: r.enteredBatch })}`,
        },
        {
          title: t('entityFile.leftWith'),
          render: (_, r) =>
            r.leftOn === null
              ? t('entityFile.onIt')
              : `${r.leftOn} · ${t('entityFile.batch', { batch: r.leftBatch })} ${r.reason}`,
        },
      ]}
    />
  )
}
