import type { ChangeKind } from '@qinglan/contract'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'

const colours = {
  taken: 'blue',
  added: 'green',
  kept: 'default',
  dropped: 'red',
} as const satisfies Record<ChangeKind, string>

/** What a revision did with an item. */
export function DidTag({ did }: { did: ChangeKind }) {
  const { t } = useTranslation()
  return <Tag color={colours[did]}>{t(`revision.did.${did}`)}</Tag>
}
