import type { IndicatorBinding, ReviewItem } from '@qinglan/contract'
import { Button, Modal, Radio, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly item: ReviewItem
  /** What other items of the plan are measured by. */
  readonly known: readonly IndicatorBinding[]
  readonly close: () => void
  readonly bind: (binding: IndicatorBinding | null) => void
}

const keyOf = (binding: IndicatorBinding | null): string => JSON.stringify(binding)

/** Chooses the indicator that measures a promise: the one its subject suggests first. */
export function BindItem({ item, known, close, bind }: Props) {
  const { t } = useTranslation()
  const first = item.binding ?? item.suggestion
  const choices = [...new Map([first, item.suggestion, ...known].map((b) => [keyOf(b), b])).values()].filter(
    (b) => b !== null,
  )
  const [chosen, setChosen] = useState(first)
  return (
    <Modal title={`${t('review.action.bind')} ${item.id}`} open footer={null} onCancel={close}>
      <p lang="zh-CN">{item.subject}</p>
      <Radio.Group value={keyOf(chosen)} data-testid="bind-item">
        <Space orientation="vertical">
          {choices.map((binding) => (
            <Radio key={keyOf(binding)} value={keyOf(binding)} onChange={() => setChosen(binding)}>
              <code>{binding.indicator}</code> <span className="muted">{JSON.stringify(binding.params)}</span>
              {keyOf(binding) === keyOf(item.suggestion) && ` (${t('review.suggested')})`}
            </Radio>
          ))}
          <Radio value={keyOf(null)} onChange={() => setChosen(null)}>
            {t('review.byHand')}
          </Radio>
        </Space>
      </Radio.Group>
      <p>
        <Button type="primary" onClick={() => bind(chosen)}>
          {t('review.save')}
        </Button>
      </p>
    </Modal>
  )
}
