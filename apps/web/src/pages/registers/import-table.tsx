import { UploadOutlined } from '@ant-design/icons'
import type { RegisterImportResult } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Table, Upload } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiError, apiPath, sendFile } from '../../api/client.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'

type Problems = RegisterImportResult['problems']

const isProblems = (value: unknown): value is Problems =>
  Array.isArray(value) && value.every((p) => typeof p === 'object')

/** Takes a table of entities in; a refused one is told row by row. */
export function ImportTable({ kind, at }: { kind: string; at: string | undefined }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: (file: File) =>
      sendFile<RegisterImportResult>(
        apiPath(`kinds/${encodeURIComponent(kind)}/import`, { effectiveOn: at }),
        file,
        {},
      ),
    onSuccess: () => client.invalidateQueries(),
  })
  const problems: Problems =
    send.data?.problems ??
    (send.error instanceof ApiError && isProblems(send.error.details) ? send.error.details : [])
  return (
    <div className="stack">
      <Upload
        accept=".xlsx,.csv"
        showUploadList={false}
        customRequest={({ file }) => file instanceof File && send.mutate(file)}
      >
        <Button icon={<UploadOutlined />} loading={send.isPending} data-testid="register-import">
          {t('registers.import')}
        </Button>
      </Upload>
      <span className="muted">{t('registers.importHint')}</span>
      {send.data && <Alert type="success" showIcon title={t('registers.imported', { ...send.data })} />}
      {send.error && <ErrorNotice error={send.error} small />}
      {problems.length > 0 && (
        <Table
          size="small"
          rowKey={(p) => `${p.line} ${p.column}`}
          dataSource={problems}
          columns={[
            { title: t('registers.line'), dataIndex: 'line', width: 70 },
            { title: t('registers.column'), dataIndex: 'column', width: 140 },
            { title: t('registers.value'), dataIndex: 'value', width: 160 },
            { title: t('registers.reason'), render: (_, p) => say(p.reason) },
          ]}
        />
      )}
    </div>
  )
}
