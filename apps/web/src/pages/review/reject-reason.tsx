import type { ReviewItem } from '@qinglan/contract'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly item: ReviewItem
  readonly give: (id: string, reason: string) => void
}

/** Why an item was rejected, if somebody cares to say; Enter or leaving the field keeps it. */
export function RejectReason({ item, give }: Props) {
  const { t } = useTranslation()
  const known = item.reason ?? ''
  const [typed, setTyped] = useState(known)
  return (
    <Input
      size="small"
      maxLength={500}
      data-reason-of={item.id}
      value={typed}
      placeholder={t('review.rejectReason')}
      aria-label={t('review.rejectReason')}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed.trim() !== known) give(item.id, typed.trim())
      }}
      onPressEnter={(event) => event.currentTarget.blur()}
    />
  )
}
