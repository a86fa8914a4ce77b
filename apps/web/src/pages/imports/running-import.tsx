import { useQuery } from '@tanstack/react-query'
import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { importProgressKey, type ImportProgress } from '../../api/live-events.ts'

/** How many rows the running import has read, as the live events tell; before the first, the file is still on its way. */
export function RunningImport({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data } = useQuery<ImportProgress | null>({
    queryKey: importProgressKey(id),
    queryFn: () => null,
    enabled: false,
    initialData: null,
  })
  const text = data ? t('imports.rowsSoFar', { count: data.rows }) : t('imports.uploading')
  return (
    <div role="status" className="running">
      <Progress percent={100} status="active" showInfo={false} aria-label={text} />
      <span className="muted">{text}</span>
    </div>
  )
}
