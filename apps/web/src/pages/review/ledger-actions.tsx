import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Modal, Table, Upload } from 'antd'
import { useTranslation } from 'react-i18next'
import { importLedger, ledgerHref } from '../../api/review-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'

/** The ledger out as a spreadsheet or a document, and an edited spreadsheet back; faulty rows are told one by one. */
export function LedgerActions({ id }: { id: string }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: (file: File) => importLedger(id, file),
    onSuccess: () => client.invalidateQueries({ queryKey: ['review', id] }),
  })
  const { data } = send
  return (
    <>
      <Button icon={<DownloadOutlined />} href={ledgerHref(id, 'xlsx')} data-testid="ledger-xlsx">
        {t('review.ledger')} xlsx
      </Button>{' '}
      <Button icon={<DownloadOutlined />} href={ledgerHref(id, 'docx')} data-testid="ledger-docx">
        docx
      </Button>{' '}
      <Upload
        accept=".xlsx"
        showUploadList={false}
        beforeUpload={(file) => {
          send.mutate(file)
          return false
        }}
      >
        <Button icon={<UploadOutlined />} loading={send.isPending}>
          {t('review.importLedger')}
        </Button>
      </Upload>
      <Modal
        title={t('review.importLedger')}
        open={send.isSuccess || send.isError}
        footer={null}
        width={720}
        onCancel={() => send.reset()}
      >
        {send.error && <ErrorNotice error={send.error} small />}
        {data && (
          <div data-testid="ledger-result">
            <Alert
              type={data.faults.length > 0 ? 'error' : 'success'}
              showIcon
              title={
                data.faults.length > 0
                  ? t('review.ledgerFaults', { count: data.faults.length })
                  : t('review.ledgerDone', { changed: data.changed.length, unchanged: data.unchanged })
              }
              description={
                <>
                  {data.missingColumns.length > 0 && (
                    <div>{t('review.missingColumns', { names: data.missingColumns.join('、') })}</div>
                  )}
                  {data.notInFile.length > 0 && (
                    <div>{t('review.notInFile', { codes: data.notInFile.join('、') })}</div>
                  )}
                </>
              }
            />
            {data.faults.length > 0 && (
              <Table
                size="small"
                rowKey={(fault) => `${fault.line} ${fault.column}`}
                dataSource={data.faults}
                columns={[
                  { title: t('registers.line'), dataIndex: 'line', width: 60 },
                  { title: t('registers.column'), dataIndex: 'column', width: 110 },
                  { title: t('registers.value'), dataIndex: 'value' },
                  { title: t('registers.reason'), render: (_, fault) => say(fault.reason) },
                ]}
              />
            )}
          </div>
        )}
      </Modal>
    </>
  )
}
