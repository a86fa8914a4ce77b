import type { ReviewItem } from '@qinglan/contract'
import { Modal, Slider } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly item: ReviewItem
  readonly close: () => void
  /** With the offset in the text. */
  readonly split: (at: number) => void
}

/** Where one would cut first: behind the punctuation nearest to the middle. */
function likelyCut(quote: string): number {
  const middle = quote.length / 2
  const cuts = [...quote.matchAll(/[，,、；;。]/gu)].map((m) => m.index + 1)
  const inside = cuts.filter((at) => at > 0 && at < quote.length)
  const [best] = inside.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
  return best ?? Math.max(1, Math.floor(middle))
}

/** Cuts an item in two at a place that arrow keys or the mouse move. */
export function SplitItem({ item, close, split }: Props) {
  const { t } = useTranslation()
  const { quote, start } = item
  const [cut, setCut] = useState(likelyCut(quote))
  return (
    <Modal
      title={`${t('review.action.split')} ${item.id}`}
      open
      okText={t('review.action.split')}
      cancelText={t('review.cancel')}
      onOk={() => split(start + cut)}
      onCancel={close}
    >
      <Slider
        autoFocus
        min={1}
        max={quote.length - 1}
        value={cut}
        onChange={setCut}
        tooltip={{ open: false }}
        ariaLabelForHandle={t('review.splitAt')}
      />
      <ol lang="zh-CN">
        <li>{quote.slice(0, cut)}</li>
        <li>{quote.slice(cut)}</li>
      </ol>
    </Modal>
  )
}
