import { comparators, itemFields, type ReviewFields, type ReviewItem } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { unitsQuery } from '../../api/identity-queries.ts'

interface Props {
  readonly item: ReviewItem
  readonly close: () => void
  readonly save: (fields: ReviewFields) => void
}

type Filled = Pick<ReviewItem, (typeof itemFields)[number]>

/** Only what was changed; an emptied field is null. */
function changed(item: ReviewItem, filled: Filled): ReviewFields {
  const fields: Record<string, unknown> = {}
  for (const name of itemFields) {
    const given = filled[name] ?? null
    const value = given === '' ? null : given
    if (value === null && (name === 'lead' || name === 'responsible')) continue
    if (JSON.stringify(value) !== JSON.stringify(item[name]) && name in filled) fields[name] = value
  }
  return fields
}

/** Changes what an item says, and who answers for it. */
export function EditItem({ item, close, save }: Props) {
  const { t } = useTranslation()
  const { data = [] } = useQuery(unitsQuery)
  const units = data.map(({ name }) => ({ value: name.zh, label: name.zh }))
  return (
    <Modal title={`${t('review.action.edit')} ${item.id}`} open footer={null} onCancel={close}>
      <Form<Filled>
        layout="vertical"
        initialValues={item}
        data-testid="edit-item"
        onFinish={(filled) => save(changed(item, filled))}
      >
        <Form.Item
          name="subject"
          label={t('review.subject')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <Input autoFocus maxLength={500} />
        </Form.Item>
        {item.kind === 'target' && (
          <div className="form-row">
            <Form.Item name="comparator" label={t('review.comparator')} className="grow">
              <Select
                options={comparators.map((value) => ({ value, label: t(`review.compare.${value}`) }))}
              />
            </Form.Item>
            <Form.Item name="value" label={t('review.value')}>
              <InputNumber<number> />
            </Form.Item>
            <Form.Item name="valueHigh" label={t('review.valueHigh')}>
              <InputNumber<number> />
            </Form.Item>
            <Form.Item name="unit" label={t('review.unit')}>
              <Input maxLength={50} />
            </Form.Item>
            <Form.Item name="baselineYear" label={t('review.baselineYear')}>
              <InputNumber<number> min={1980} max={2100} />
            </Form.Item>
          </div>
        )}
        <Form.Item
          name="deadline"
          label={t('review.deadline')}
          rules={[{ pattern: /^\d{4}-\d{2}-\d{2}$/, message: '2021-06-30' }]}
        >
          <Input placeholder="2021-06-30" maxLength={10} />
        </Form.Item>
        <Form.Item name="lead" label={t('review.lead')}>
          <Select mode="tags" tokenSeparators={['、', ',', '，']} options={units} maxTagTextLength={20} />
        </Form.Item>
        <Form.Item name="responsible" label={t('review.responsible')}>
          <Select mode="tags" tokenSeparators={['、', ',', '，']} options={units} maxTagTextLength={20} />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t('review.save')}
        </Button>
      </Form>
    </Modal>
  )
}
