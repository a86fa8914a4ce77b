import type { UpstreamState } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { deleteResource, sendJson } from '../../api/client.ts'
import { upstreamsQuery } from '../../api/telemetry-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'

/** What a person who may does with one upper platform. */
export function UpstreamActions({ upstream, edit }: { upstream: UpstreamState; edit: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const after = { onSuccess: () => client.invalidateQueries({ queryKey: upstreamsQuery.queryKey }) }
  const { id, name, host, port, answers, enabled, waiting, setAside } = upstream
  const turn = useMutation({
    mutationFn: () => sendJson('PUT', `upstreams/${id}`, { name, host, port, answers, enabled: !enabled }),
    ...after,
  })
  const again = useMutation({
    mutationFn: () => sendJson('POST', `upstreams/${id}/send-again`, {}),
    ...after,
  })
  const remove = useMutation({ mutationFn: () => deleteResource(`upstreams/${id}`), ...after })
  const error = turn.error ?? again.error ?? remove.error
  return (
    <Space wrap>
      {error && <ErrorNotice error={error} small />}
      {setAside > 0 && (
        <Button size="small" loading={again.isPending} onClick={() => again.mutate()}>
          {t('telemetry.sendAgain')}
        </Button>
      )}
      <Button size="small" onClick={edit}>
        {t('telemetry.edit')}
      </Button>
      <Button size="small" loading={turn.isPending} onClick={() => turn.mutate()}>
        {t(enabled ? 'telemetry.disable' : 'telemetry.enable')}
      </Button>
      <Popconfirm
        title={t('telemetry.removeUpstream', { name })}
        description={t('telemetry.removeUpstreamHint', { count: waiting + setAside })}
        okText={t('telemetry.remove')}
        okButtonProps={{ danger: true }}
        onConfirm={() => remove.mutateAsync()}
      >
        <Button size="small" danger>
          {t('telemetry.remove')}
        </Button>
      </Popconfirm>
    </Space>
  )
}
