import { InboxOutlined } from '@ant-design/icons'
import { longestDelivery, type Platform, type PlatformIntake } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Modal, Progress, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendWithProgress } from '../../api/send-with-progress.ts'
import { platformsQuery } from '../../api/telemetry-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { PlatformOutcome } from './platform-outcome.tsx'

const megabytes = longestDelivery / 1024 ** 2

/** Why a file cannot be sent at all; the key of its words. */
function unfit({ size }: File): 'platformFiles.tooLarge' | 'platformFiles.empty' | undefined {
  if (size > longestDelivery) return 'platformFiles.tooLarge'
  return size === 0 ? 'platformFiles.empty' : undefined
}

function Running({ sent }: { sent: number }) {
  const { t } = useTranslation()
  const percent = Math.floor(sent * 100)
  const text = sent < 1 ? t('platformFiles.sending', { percent }) : t('platformFiles.taking')
  return (
    <div role="status" className="running">
      <Progress percent={percent} status="active" showInfo={false} aria-label={text} />
      <span className="muted">{text}</span>
    </div>
  )
}

/** Hands in a file of one platform: chosen, sent, and what came of it. */
function PlatformFileForm({ platform, close }: { platform: Platform; close: () => void }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [sent, setSent] = useState(0)
  const send = useMutation({
    mutationFn: (chosen: File) => {
      setSent(0)
      const path = `platforms/${encodeURIComponent(platform.platform)}/file`
      return sendWithProgress<PlatformIntake>(path, chosen, setSent)
    },
    onSuccess: () => client.invalidateQueries({ queryKey: platformsQuery.queryKey }),
  })
  const problem = file ? unfit(file) : undefined
  const format = platform.format.toUpperCase()
  const start = (
    <Button
      key="send"
      type="primary"
      disabled={!file || problem !== undefined}
      loading={send.isPending}
      onClick={() => file && send.mutate(file)}
    >
      {t('platformFiles.send')}
    </Button>
  )
  const again = (
    <Button
      key="again"
      onClick={() => {
        setFile(null)
        send.reset()
      }}
    >
      {t('platformFiles.another')}
    </Button>
  )
  const done = (
    <Button key="done" type="primary" onClick={close}>
      {t('platformFiles.close')}
    </Button>
  )
  return (
    <Modal
      open
      title={t('platformFiles.title', { name: say(platform.title) })}
      width={720}
      onCancel={close}
      closable={!send.isPending}
      keyboard={!send.isPending}
      mask={{ closable: false }}
      footer={send.data ? [again, done] : [start]}
      data-testid="platform-file"
    >
      {send.data ? (
        <PlatformOutcome intake={send.data} isTable={platform.format === 'csv'} />
      ) : (
        <>
          <Upload.Dragger
            accept={platform.format === 'csv' ? '.csv,.txt,.tsv' : '.json'}
            maxCount={1}
            disabled={send.isPending}
            fileList={file ? [{ uid: '1', name: file.name, size: file.size }] : []}
            beforeUpload={(chosen) => {
              setFile(chosen)
              send.reset()
              return false
            }}
            onRemove={() => {
              setFile(null)
              send.reset()
            }}
            className="drop"
          >
            <InboxOutlined className="drop-icon" aria-hidden="true" />
            <div>{t('platformFiles.drop', { format })}</div>
            <div className="muted small">{t('platformFiles.dropHint', { megabytes })}</div>
          </Upload.Dragger>
          {problem && <Alert type="error" showIcon title={t(problem, { megabytes })} />}
          {send.isPending && <Running sent={sent} />}
          {send.error && <ErrorNotice error={send.error} small />}
        </>
      )}
    </Modal>
  )
}

/** Opens the handing in of a file of a platform. */
export function HandInFile({ platform }: { platform: Platform }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        size="small"
        aria-label={`${t('platformFiles.handIn')} ${say(platform.title)}`}
        onClick={() => setOpen(true)}
      >
        {t('platformFiles.handIn')}
      </Button>
      {open && <PlatformFileForm platform={platform} close={() => setOpen(false)} />}
    </>
  )
}
