import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'

/** Marks what rests on simulated data (模拟数据). */
export function SimulatedTag() {
  const { t } = useTranslation()
  return (
    <Tag color="gold" className="simulated-tag">
      {t('frame.simulated')}
    </Tag>
  )
}
