import type { Provenance, TargetDetail } from '@qinglan/contract'
import { Card, Collapse, Empty, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { SimulatedTag } from '../../feedback/simulated-tag.tsx'
import { chinaMinute } from '../../figures/china-minute.ts'
import { useLanguage } from '../../locales/use-language.ts'

function useColumns(): TableColumnsType<Provenance> {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return [
    {
      key: 'standard',
      title: t('target.standard'),
      render: (_, p) => (
        <>
          {p.standard === 'reported' ? t('target.reported') : `${p.standard} ${p.edition}`}{' '}
          {p.simulated && <SimulatedTag />}
          {p.note && <div className="muted small">{say(p.note)}</div>}
        </>
      ),
    },
    {
      key: 'span',
      title: t('target.span'),
      width: 200,
      render: (_, p) => (p.from && p.to ? `${p.from} ~ ${p.to}` : '—'),
    },
    { key: 'inputs', title: t('target.inputs'), width: 80, align: 'right', render: (_, p) => p.inputs },
    { key: 'valid', title: t('target.valid'), width: 80, align: 'right', render: (_, p) => p.valid },
    {
      key: 'computedAt',
      title: t('target.computedAt'),
      width: 150,
      render: (_, p) => chinaMinute(p.computedAt),
    },
  ]
}

/** Which standard turned which inputs into the figures, and by which rule the state was decided: enough to redo it. */
export function ProvenanceTable({ detail }: { detail: TargetDetail }) {
  const { t } = useTranslation()
  const columns = useColumns()
  const { rule } = detail
  return (
    <Card size="small" title={t('target.provenance')} styles={{ body: { padding: 0 } }}>
      <Table<Provenance>
        rowKey={(p) => `${p.standard} ${p.edition} ${p.from} ${p.to} ${p.note?.en ?? ''}`}
        size="small"
        pagination={{ pageSize: 12, hideOnSinglePage: true, size: 'small' }}
        dataSource={detail.provenance}
        columns={columns}
        scroll={{ x: 620 }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('target.noProvenance')} />,
        }}
      />
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'rule',
            label: `${t('target.rule')} ${rule.edition} · ${chinaMinute(rule.computedAt)}`,
            children: (
              <dl className="inputs" aria-label={t('target.ruleInputs')}>
                {Object.entries(rule.inputs).map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
                  </div>
                ))}
              </dl>
            ),
          },
        ]}
      />
    </Card>
  )
}
