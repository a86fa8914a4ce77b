import { FileTextOutlined } from '@ant-design/icons'
import type { PlanReading } from '@qinglan/plan-reader'
import { useMutation } from '@tanstack/react-query'
import { Button, Upload } from 'antd'
import { useTranslation } from 'react-i18next'
import { sendFile } from '../../api/client.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'

/** Chooses a plan file, lets the server read it, and hands on what was found. */
export function OpenPlan({ opened }: { opened: (reading: PlanReading) => void }) {
  const { t } = useTranslation()
  const read = useMutation({
    mutationFn: (file: File) => sendFile<PlanReading>('plans/read', file),
    onSuccess: opened,
  })
  return (
    <>
      <Upload
        accept=".txt,.html,.htm,.docx,.pdf"
        showUploadList={false}
        beforeUpload={(file) => {
          read.mutate(file)
          return false
        }}
      >
        <Button icon={<FileTextOutlined />} loading={read.isPending}>
          {t(read.isPending ? 'plan.reading' : 'plan.open')}
        </Button>
      </Upload>
      {read.error && <ErrorNotice error={read.error} small />}
    </>
  )
}
