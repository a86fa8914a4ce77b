import type { FactColumn, ObligationReply } from '@qinglan/contract'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { useCitedText, useWhyText } from './use-cited-text.ts'

const colours = { fulfilled: 'success', open: 'processing', late: 'error', none: 'default' } as const

/** A rule that was asked about an entity: what it says, by which facts, and how its duties stand. */
export function DutyView({ duty, columns }: { duty: ObligationReply; columns: readonly FactColumn[] }) {
  const citedText = useCitedText(columns)
  const whyText = useWhyText(columns)
  const { t } = useTranslation()
  const { say } = useLanguage()
  const bound = { yes: 'registers.bound', no: 'registers.notBound', unknown: 'registers.unknown' } as const
  const status = {
    fulfilled: 'duties.fulfilled',
    open: 'registers.open',
    late: 'registers.late',
    none: bound[duty.bound],
  } as const
  return (
    <div className="duty">
      <div>
        <strong>{say(duty.title)}</strong> <Tag color={colours[duty.status]}>{t(status[duty.status])}</Tag>
        <span className="muted">
          {duty.row} · {t('duties.edition')} {duty.edition}
        </span>
      </div>
      {Object.keys(duty.cited).length > 0 && (
        <div className="muted">
          {t('registers.cited')}: {citedText(duty.cited)}
        </div>
      )}
      {duty.why !== null && <div className="muted">{whyText(duty.why)}</div>}
      {duty.duties.length > 0 && (
        <ul>
          {duty.duties.map((d) => (
            <li key={d.duty}>
              {say(d.title)} {d.have}/{d.need}
              {d.due === null ? '' : ` · ${t('registers.due')} ${d.due}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
