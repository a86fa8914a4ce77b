import type { EntityDetail, FactColumn } from '@qinglan/contract'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { useFactText } from '../registers/use-fact-text.ts'

type Version = EntityDetail['versions'][number]

/** The versions of an entity, newest first, each with what it changed. */
export function History({ detail: { kind, versions } }: { detail: EntityDetail }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const states = new Map(kind.states.map((s) => [s.key, say(s.title)]))
  const factText = useFactText()
  const text = (version: Version | undefined, column: FactColumn) =>
    factText(column, version?.facts[column.fact])
  const changes = (version: Version) => {
    const before = versions.find((v) => v.version === version.version - 1)
    const facts = kind.columns.flatMap((column) =>
      text(version, column) === text(before, column) ? [] : [`${say(column.title)} ${text(version, column)}`],
    )
    const state =
      version.state !== null && version.state !== before?.state
        ? [`${t('registers.state')} ${states.get(version.state) ?? version.state}`]
        : []
    return [...state, ...facts].join(' · ') || '—'
  }
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="version"
      dataSource={versions}
      data-testid="file-history"
      columns={[
        { title: t('registers.version'), dataIndex: 'version', width: 70 },
        { title: t('registers.effective'), dataIndex: 'effectiveOn', width: 120 },
        { title: t('entityFile.changes'), render: (_, v) => changes(v) },
        { title: t('registers.by'), dataIndex: 'changedBy', width: 160 },
        { title: t('registers.reason'), dataIndex: 'reason' },
      ]}
    />
  )
}
