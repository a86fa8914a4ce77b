import type { CampaignSummary, Publication } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Select, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { deleteResource, sendJson } from '../../api/client.ts'
import { publicationsQuery, publishableQuery } from '../../api/identity-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { QueryView } from '../../feedback/query-view.tsx'
import { useLanguage } from '../../locales/use-language.ts'

const audiences = ['none', 'below', 'everyone'] as const
type Audience = (typeof audiences)[number]

/** Which campaign is shared with whom. */
export function Publications() {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const client = useQueryClient()
  const campaigns = useQuery(publishableQuery)
  const published = useQuery(publicationsQuery)
  const send = useMutation({
    mutationFn: ({ id, audience }: { id: string; audience: Audience }) =>
      audience === 'none'
        ? deleteResource(`publications/campaign/${encodeURIComponent(id)}`)
        : sendJson<void>('PUT', 'publications', { kind: 'campaign', id, audience } satisfies Publication),
    onSettled: () => client.invalidateQueries({ queryKey: publicationsQuery.queryKey }),
  })
  const audienceOf = (id: string): Audience =>
    published.data?.find((row) => row.id === id)?.audience ?? 'none'
  return (
    <>
      <p className="muted">{t('admin.publicationHint')}</p>
      {send.error && <ErrorNotice error={send.error} small />}
      <QueryView query={campaigns}>
        {(rows) => (
          <Table<CampaignSummary>
            rowKey="id"
            size="small"
            pagination={false}
            dataSource={rows}
            columns={[
              { key: 'name', title: t('admin.campaign'), render: (_, { name }) => say(name) },
              {
                key: 'audience',
                title: t('admin.audience'),
                render: (_, { id }) => (
                  <Select<Audience>
                    className="filter-wide"
                    aria-label={t('admin.audience')}
                    value={audienceOf(id)}
                    loading={send.isPending}
                    options={audiences.map((value) => ({ value, label: t(`admin.audienceOf.${value}`) }))}
                    onChange={(audience) => send.mutate({ id, audience })}
                  />
                ),
              },
            ]}
          />
        )}
      </QueryView>
    </>
  )
}
