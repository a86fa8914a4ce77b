import type { EntityDetail } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Collapse, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { kindsQuery } from '../../api/register-queries.ts'
import { useLanguage } from '../../locales/use-language.ts'

type Related = EntityDetail['related'][number]

function Standing({ late, open, fulfilled }: Pick<Related, 'late' | 'open' | 'fulfilled'>) {
  const { t } = useTranslation()
  return (
    <>
      {late > 0 && <Tag color="error">{t('registers.lateCount', { count: late })}</Tag>}
      {open > 0 && <Tag color="processing">{t('registers.openCount', { count: open })}</Tag>}
      {fulfilled > 0 && <Tag color="success">{t('registers.fulfilledCount', { count: fulfilled })}</Tag>}
    </>
  )
}

const sum = (rows: readonly Related[], of: 'late' | 'open' | 'fulfilled') =>
  rows.reduce((total, row) => total + row[of], 0)

/** The file of a park or an enterprise: what lies in it or belongs to it, by kind, each with its duties. */
export function RelatedEntities({
  related,
  choose,
  whole = false,
}: {
  related: readonly Related[]
  choose: (id: string) => void
  /** Every group open with all its rows, as on paper. */
  whole?: boolean
}) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const kinds = new Map((useQuery(kindsQuery).data ?? []).map((k) => [k.kind, k]))
  const groups = [...Map.groupBy(related, (r) => r.kind)]
  return (
    <Collapse
      size="small"
      {...(whole ? { defaultActiveKey: groups.map(([name]) => name) } : {})}
      items={groups.map(([name, rows]) => {
        const kind = kinds.get(name)
        const states = new Map((kind?.states ?? []).map((s) => [s.key, say(s.title)]))
        return {
          key: name,
          label: `${kind ? say(kind.title) : name} (${rows.length})`,
          extra: (
            <Standing late={sum(rows, 'late')} open={sum(rows, 'open')} fulfilled={sum(rows, 'fulfilled')} />
          ),
          children: (
            <Table
              size="small"
              rowKey="id"
              dataSource={rows}
              pagination={whole ? false : { pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
              columns={[
                {
                  key: 'key',
                  title: kind ? say(kind.title) : name,
                  render: (_, r) => (
                    <Button type="link" size="small" onClick={() => choose(r.id)}>
                      {r.key}
                      {r.name === r.key ? '' : ` ${r.name}`}
                    </Button>
                  ),
                },
                {
                  key: 'state',
                  title: t('registers.state'),
                  render: (_, r) => states.get(r.state ?? '') ?? '—',
                },
                {
                  key: 'duties',
                  title: t('registers.duties'),
                  render: (_, { late, open, fulfilled }) => <Standing {...{ late, open, fulfilled }} />,
                },
              ]}
            />
          ),
        }
      })}
    />
  )
}
