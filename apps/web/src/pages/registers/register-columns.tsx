import type { EntityRow, Kind } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Tag, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { regionsQuery } from '../../api/monitoring-queries.ts'
import { useLanguage } from '../../locales/use-language.ts'
import { useFactText } from './use-fact-text.ts'

/** The columns of a register: its kind's facts, then where, in which state, and how its duties stand. */
export function useRegisterColumns(kind: Kind, open: (id: string) => void): TableColumnsType<EntityRow> {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const factText = useFactText()
  const regions = new Map((useQuery(regionsQuery).data ?? []).map((r) => [r.id, r.name]))
  const facts: TableColumnsType<EntityRow> = kind.columns.map((c) => ({
    key: c.fact,
    title: `${say(c.title)}${c.unit ? ` (${c.unit})` : ''}`,
    align: c.type === 'number' || c.type === 'integer' ? ('end' as const) : ('start' as const),
    render: (_: unknown, row: EntityRow) => {
      const text = factText(c, row.facts[c.fact])
      return c.fact === kind.key ? (
        <Button type="link" size="small" onClick={() => open(row.id)}>
          {text}
        </Button>
      ) : (
        text
      )
    },
  }))
  const states = new Map(kind.states.map((s) => [s.key, s.title]))
  return [
    ...facts,
    ...(kind.states.length > 0
      ? [
          {
            key: 'state',
            title: t('registers.state'),
            render: (_: unknown, r: EntityRow) => say(states.get(r.state ?? '') ?? { zh: '—', en: '—' }),
          },
        ]
      : []),
    {
      key: 'region',
      title: t('registers.region'),
      render: (_: unknown, r: EntityRow) => say(regions.get(r.regionId ?? '') ?? { zh: '—', en: '—' }),
    },
    {
      key: 'duties',
      title: t('registers.duties'),
      render: (_: unknown, r: EntityRow) => (
        <>
          {r.late > 0 && <Tag color="error">{t('registers.lateCount', { count: r.late })}</Tag>}
          {r.open > 0 && <Tag color="processing">{t('registers.openCount', { count: r.open })}</Tag>}
        </>
      ),
    },
    { key: 'entered', title: t('registers.entered'), dataIndex: 'enteredOn', width: 120 },
  ]
}
