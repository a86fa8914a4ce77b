import { InboxOutlined } from '@ant-design/icons'
import type { ImportMode, ImportResult } from '@qinglan/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Card, Checkbox, Form, Radio, Select, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendFile } from '../../api/client.ts'
import { mappingsQuery, regionsQuery } from '../../api/monitoring-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { RunningImport } from './running-import.tsx'

interface Filled {
  readonly mapping: string
  readonly mode: ImportMode
  readonly simulated: boolean
  readonly newSites: boolean
  readonly region?: string | undefined
}

const auto = 'auto'
const modes = ['all-or-nothing', 'skip-and-report'] as const satisfies readonly ImportMode[]

function MappingSelect(props: { value?: string; onChange?: (value: string) => void }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { data = [] } = useQuery(mappingsQuery)
  const options = [
    { value: auto, label: t('imports.auto'), title: '' },
    ...data.map(({ name, title, description }) => ({
      value: name,
      label: say(title),
      title: say(description),
    })),
  ]
  return <Select {...props} options={options} aria-label={t('imports.mapping')} />
}

/** An id by which the progress of this import is told from that of others; `crypto.randomUUID` asks for a secure page. */
const newId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** Whether sites that are not known are entered, and where they lie. */
function NewSites() {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { data: regions = [] } = useQuery(regionsQuery)
  const wanted = Form.useWatch<boolean | undefined>('newSites')
  return (
    <>
      <Form.Item name="newSites" valuePropName="checked" noStyle>
        <Checkbox>{t('imports.newSites')}</Checkbox>
      </Form.Item>
      {wanted === true && (
        <Form.Item name="region" noStyle>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            className="filter-wide"
            aria-label={t('imports.newSitesRegion')}
            placeholder={t('imports.newSitesRegion')}
            options={regions.map(({ id, name }) => ({ value: id, label: say(name) }))}
          />
        </Form.Item>
      )}
    </>
  )
}

/** Chooses a file and how it is taken in. */
export function ImportForm({ finished }: { finished: (result: ImportResult) => void }) {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const send = useMutation({
    mutationFn: ({ chosen, filled, sending }: { chosen: File; filled: Filled; sending: string }) => {
      const { mapping, mode, simulated, newSites, region } = filled
      const fields = {
        id: sending,
        ...(mapping === auto ? {} : { mapping }),
        mode,
        simulated: String(simulated),
        ...(newSites ? { newSites: 'true', ...(region === undefined ? {} : { region }) } : {}),
      }
      return sendFile<ImportResult>('imports', chosen, fields)
    },
    onSuccess: (result) => {
      setFile(null)
      finished(result)
    },
  })
  return (
    <Card size="small" title={t('imports.file')}>
      <Form<Filled>
        layout="vertical"
        initialValues={{ mapping: auto, mode: 'all-or-nothing', simulated: false, newSites: false }}
        onFinish={(filled) => file && send.mutate({ chosen: file, filled, sending: newId() })}
      >
        <Upload.Dragger
          accept=".csv,.txt,.tsv"
          maxCount={1}
          fileList={file ? [{ uid: '1', name: file.name, size: file.size }] : []}
          beforeUpload={(chosen) => {
            setFile(chosen)
            send.reset()
            return false
          }}
          onRemove={() => setFile(null)}
          className="drop"
        >
          <InboxOutlined className="drop-icon" aria-hidden="true" />
          <div>{t('imports.drop')}</div>
          <div className="muted small">{t('imports.dropHint')}</div>
        </Upload.Dragger>
        <div className="form-row">
          <Form.Item name="mapping" label={t('imports.mapping')} className="grow">
            <MappingSelect />
          </Form.Item>
          <Form.Item name="mode" label={t('imports.mode')} extra={t('imports.modeHint')}>
            <Radio.Group options={modes.map((value) => ({ value, label: t(`importMode.${value}`) }))} />
          </Form.Item>
        </div>
        <div className="form-row form-end">
          <NewSites />
          <Form.Item name="simulated" valuePropName="checked" noStyle>
            <Checkbox>{t('imports.simulated')}</Checkbox>
          </Form.Item>
          <Button
            type="primary"
            htmlType="submit"
            disabled={!file}
            loading={send.isPending}
            data-testid="start-import"
          >
            {t(send.isPending ? 'imports.running' : 'imports.start')}
          </Button>
        </div>
      </Form>
      {send.isPending && send.variables && <RunningImport id={send.variables.sending} />}
      {send.error && <ErrorNotice error={send.error} small />}
    </Card>
  )
}
