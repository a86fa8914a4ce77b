import type { DerivedValue, FactColumn, FactValue } from '@qinglan/contract'
import { Descriptions } from 'antd'
import { useLanguage } from '../../locales/use-language.ts'
import { useFactText } from './use-fact-text.ts'

/** The facts of an entity with what is worked out of them. */
export function EntityFacts({
  columns,
  facts,
  derived,
}: {
  columns: readonly FactColumn[]
  facts: Readonly<Record<string, FactValue>>
  derived: readonly DerivedValue[]
}) {
  const factText = useFactText()
  const { say } = useLanguage()
  return (
    <Descriptions
      size="small"
      column={2}
      bordered
      items={[
        ...columns.map((c) => ({
          key: c.fact,
          label: say(c.title),
          children: `${factText(c, facts[c.fact])}${c.unit && facts[c.fact] !== undefined ? ` ${c.unit}` : ''}`,
        })),
        ...derived.map((d) => ({
          key: `derived ${d.fact}`,
          label: say(d.title),
          children: d.value === null ? `— ${d.why ?? ''}` : `${d.value} ${d.unit ?? ''}`,
        })),
      ]}
    />
  )
}
