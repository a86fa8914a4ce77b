import type { Allocation, TargetDetail } from '@qinglan/contract'
import { Alert, Button, Card, Empty, Modal, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFigure } from '../../figures/format-figure.ts'
import { useLanguage } from '../../locales/use-language.ts'
import { useRight } from '../../session/session.ts'
import { AllocationForm } from './allocation-form.tsx'

function useColumns(): TableColumnsType<Allocation> {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return [
    { key: 'holder', title: t('target.holder'), render: (_, a) => say(a.holder.name) },
    { key: 'value', title: t('target.value'), align: 'right', render: (_, a) => formatFigure(a.value) },
    { key: 'weight', title: t('target.weight'), align: 'right', render: (_, a) => formatFigure(a.weight) },
    { key: 'current', title: t('target.current'), align: 'right', render: (_, a) => formatFigure(a.current) },
  ]
}

/** Who holds which part of the promise, and whether the parts make the whole. */
export function Allocations({ detail }: { detail: TargetDetail }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const columns = useColumns()
  const mayPlan = useRight('plan')
  const [editing, setEditing] = useState(false)
  const { allocations, allocationCheck: check } = detail
  const edit = (
    <Button size="small" onClick={() => setEditing(true)} data-testid="edit-allocations">
      {t('target.edit')}
    </Button>
  )
  return (
    <Card size="small" title={t('target.allocations')} extra={mayPlan && detail.closed === null && edit}>
      <Modal
        title={t('target.allocations')}
        open={editing}
        footer={null}
        width={620}
        destroyOnHidden
        onCancel={() => setEditing(false)}
      >
        <AllocationForm detail={detail} done={() => setEditing(false)} />
      </Modal>
      {allocations.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('target.noAllocations')} />
      ) : (
        <>
          <Alert
            type={check.ok ? 'success' : 'warning'}
            showIcon
            title={t(check.ok ? 'target.checkOk' : 'target.checkBad')}
            description={say(check.message)}
          />
          <Table<Allocation>
            rowKey="id"
            size="small"
            pagination={false}
            dataSource={allocations}
            columns={columns}
          />
        </>
      )}
    </Card>
  )
}
