import { Input, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { waysOf, type Choice, type DifferenceRow } from './revision-choices.ts'

interface Props {
  readonly row: DifferenceRow
  readonly choice: Choice
  readonly choose: (choice: Choice) => void
}

/** What becomes of one difference, with the reason where it is dropped. */
export function ChooseDifference({ row, choice, choose }: Props) {
  const { t } = useTranslation()
  const labels =
    row.kind === 'added'
      ? ({ take: 'revision.add', keep: 'revision.leave', drop: 'revision.drop' } as const)
      : ({ take: 'revision.take', keep: 'revision.keep', drop: 'revision.drop' } as const)
  return (
    <div className="revision-choice">
      <Segmented
        size="small"
        value={choice.do}
        options={waysOf(row).map((value) => ({ value, label: t(labels[value]) }))}
        onChange={(way) => choose({ do: way, reason: row.kind === 'removed' ? t('revision.notListed') : '' })}
      />
      {choice.do === 'drop' && (
        <Input
          size="small"
          maxLength={500}
          value={choice.reason}
          placeholder={t('revision.reason')}
          aria-label={t('revision.reason')}
          status={choice.reason.trim() === '' ? 'error' : ''}
          onChange={(event) => choose({ do: 'drop', reason: event.target.value })}
        />
      )}
    </div>
  )
}
