import type { Kind, RulePreview } from '@qinglan/contract'
import { Alert, Statistic, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCitedText, useWhyText } from '../registers/use-cited-text.ts'

type Columns = Kind['columns']

/** Who comes in or goes: how many, and the first of them with the facts that decided. */
function Changes({
  title,
  count,
  named,
  columns,
}: {
  title: string
  count: number
  named: RulePreview['enters']
  columns: Columns
}) {
  const { t } = useTranslation()
  const citedText = useCitedText(columns)
  return (
    <div>
      <strong>
        {title}: {count === 0 ? t('duties.nobody') : count}
      </strong>{' '}
      {named.length < count && (
        <span className="muted">{t('duties.firstNamed', { count: named.length })}</span>
      )}
      {count > 0 && (
        <Table
          size="small"
          rowKey="id"
          showHeader={false}
          pagination={{ pageSize: 5, hideOnSinglePage: true, size: 'small', showSizeChanger: false }}
          dataSource={named}
          columns={[
            { key: 'who', render: (_, e) => (e.name === e.key ? e.key : `${e.key} ${e.name}`) },
            { key: 'cited', className: 'muted', render: (_, e) => citedText(e.cited) },
          ]}
        />
      )}
    </div>
  )
}

/** Whose duties would change; what it says of a part only, it says so. */
export function RulePreviewView({
  preview,
  behind,
  completing,
  columns,
}: {
  preview: RulePreview
  behind: boolean
  completing: boolean
  columns: Columns
}) {
  const { t } = useTranslation()
  const whyText = useWhyText(columns)
  const { judged, population } = preview
  return (
    <div className="stack" data-testid="rule-preview" aria-live="polite" aria-busy={behind || completing}>
      {judged < population && (
        <Alert
          type="warning"
          showIcon
          data-testid="preview-part"
          title={t(completing ? 'duties.partSoFar' : 'duties.part', { judged, population })}
        />
      )}
      <div className="form-row">
        <Statistic title={t('duties.judged')} value={judged} />
        <Statistic title={t('duties.now')} value={preview.boundNow} />
        <Statistic title={t('duties.after')} value={preview.boundThen} />
        <Statistic title={t('duties.unknownCount')} value={preview.unknown} />
      </div>
      {preview.unknownWhy.map(({ why, entities }) => (
        <p key={why} className="muted">
          {t('duties.unknownWhy', { why: whyText(why), entities })}
        </p>
      ))}
      <p>
        {t('duties.standing', preview.standingNow)} → {t('duties.standing', preview.standingThen)}
      </p>
      <Changes title={t('duties.enters')} count={preview.entering} named={preview.enters} columns={columns} />
      <Changes title={t('duties.leaves')} count={preview.leaving} named={preview.leaves} columns={columns} />
    </div>
  )
}
