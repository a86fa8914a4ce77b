import type { SiteStop } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input, Popconfirm } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { deleteResource, sendJson } from '../../api/client.ts'
import { stopsQuery } from '../../api/telemetry-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { QueryView } from '../../feedback/query-view.tsx'
import { useSession } from '../../session/session.ts'
import { moment } from './moment.ts'

interface Values {
  readonly range: readonly [Dayjs, Dayjs]
  readonly reason?: string
}

// the person picks times as a clock in China shows them
const instant = (time: Dayjs): string => new Date(`${time.format('YYYY-MM-DDTHH:mm')}:00+08:00`).toISOString()

/** When a source stood still: nothing is expected of those hours. */
export function SiteStops({ siteId }: { siteId: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const session = useSession()
  const stops = useQuery(stopsQuery(siteId))
  const path = `sites/${encodeURIComponent(siteId)}/stops`
  const after = {
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: stopsQuery(siteId).queryKey }),
        client.invalidateQueries({ queryKey: ['data-quality'] }),
      ]),
  }
  const add = useMutation({
    mutationFn: ({ range: [from, to], reason = '' }: Values) =>
      sendJson<SiteStop[]>('POST', path, { from: instant(from), to: instant(to), reason }),
    ...after,
  })
  const remove = useMutation({ mutationFn: (id: string) => deleteResource(`${path}/${id}`), ...after })
  const error = add.error ?? remove.error
  return (
    <>
      <h2>{t('telemetry.stops')}</h2>
      {session?.signedIn && (
        <Form<Values> layout="inline" className="filters" onFinish={(values) => add.mutate(values)}>
          <Form.Item name="range" rules={[{ required: true, message: t('telemetry.required') }]}>
            <DatePicker.RangePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
          </Form.Item>
          <Form.Item name="reason">
            <Input placeholder={t('telemetry.correctionReason')} maxLength={500} />
          </Form.Item>
          <Button htmlType="submit" loading={add.isPending}>
            {t('telemetry.addStop')}
          </Button>
        </Form>
      )}
      {error && <ErrorNotice error={error} small />}
      <QueryView query={stops}>
        {(rows) =>
          rows.map(({ id, from, to, reason, notedBy }) => (
            <div key={id}>
              {moment(from)} – {moment(to)} {reason} <span className="muted small">{notedBy}</span>{' '}
              {session?.signedIn && (
                <Popconfirm title={t('telemetry.removeStop')} onConfirm={() => remove.mutateAsync(id)}>
                  <Button size="small">{t('telemetry.remove')}</Button>
                </Popconfirm>
              )}
            </div>
          ))
        }
      </QueryView>
    </>
  )
}
