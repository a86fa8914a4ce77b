import type { Kind } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getJson, apiPath } from '../../api/client.ts'
import { publishBatch, type BatchEntered, type EntitiesAsked } from '../../api/register-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { NeedsRight } from '../../session/needs-right.tsx'

/** More than a list of a city ever had; a longer one is published through the API. */
const most = 5000

interface Props {
  readonly kind: Kind
  readonly asked: Omit<EntitiesAsked, 'limit' | 'offset'>
  readonly total: number
  readonly at: string
}

/** Publishes whoever the register shows, as it is filtered now, as the next batch of a list. */
export function PublishBatch({ kind, asked, total, at }: Props) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const publish = useMutation({
    mutationFn: async (entered: Omit<BatchEntered, 'entityIds'>) => {
      const path = apiPath('entities', { ...asked, limit: most, offset: 0 })
      const shown = await getJson<{ rows: { id: string }[] }>(path, new AbortController().signal)
      return publishBatch({ ...entered, entityIds: shown.rows.map((r) => r.id) })
    },
    onSuccess: () => client.invalidateQueries(),
  })
  return (
    <>
      <Button onClick={() => setOpen(true)} disabled={total === 0 || total > most}>
        {t('registers.publish')}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
        title={t('registers.publish')}
      >
        <NeedsRight right="publish">
          <Form
            layout="vertical"
            initialValues={{ publishedOn: at, publicFacts: [], reason: '' }}
            onFinish={(values: Omit<BatchEntered, 'entityIds'>) => publish.mutate(values)}
          >
            <p>{t('registers.publishWhom', { count: total })}</p>
            <p className="muted">{t('registers.publishNote')}</p>
            <Form.Item
              name="list"
              label={t('registers.list')}
              extra={t('registers.listHint')}
              rules={[{ required: true, pattern: /^[a-z][a-z0-9-]*$/ }]}
            >
              <Input />
            </Form.Item>
            <Form.Item name="title" label={t('registers.batchTitle')} rules={[{ required: true }]}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item
              name="publishedOn"
              label={t('registers.publishedOn')}
              rules={[{ required: true, pattern: /^\d{4}-\d{2}-\d{2}$/ }]}
            >
              <Input />
            </Form.Item>
            <Form.Item name="publicFacts" label={t('registers.publicFacts')}>
              <Select
                mode="multiple"
                options={kind.columns.map((c) => ({ value: c.fact, label: say(c.title) }))}
              />
            </Form.Item>
            <Form.Item name="reason" label={t('registers.reason')}>
              <Input />
            </Form.Item>
            {publish.error && <ErrorNotice error={publish.error} small />}
            {publish.data && (
              <Alert
                type="success"
                showIcon
                title={t('registers.published', {
                  batch: publish.data.batch,
                  hash: publish.data.sha256.slice(0, 16),
                })}
              />
            )}
            <Button type="primary" htmlType="submit" loading={publish.isPending}>
              {t('registers.publish')}
            </Button>
          </Form>
        </NeedsRight>
      </Modal>
    </>
  )
}
