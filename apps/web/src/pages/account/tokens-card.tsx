import type { ApiTokenRow, NewApiToken, NewApiTokenReply, Right } from '@qinglan/contract'
import { formatChinaTime } from '@qinglan/periods'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  Alert,
  Button,
  Card,
  Form,
  Input,
  InputNumber,
  Select,
  Table,
  Tag,
  Typography,
  type TableColumnsType,
} from 'antd'
import { useTranslation } from 'react-i18next'
import { deleteResource, sendJson } from '../../api/client.ts'
import { tokensQuery } from '../../api/identity-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { QueryView } from '../../feedback/query-view.tsx'

const day = (instant: string) => formatChinaTime(Date.parse(instant)).slice(0, 10)

function TokenForm({ rights }: { rights: readonly Right[] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const make = useMutation({
    mutationFn: (wanted: NewApiToken) => sendJson<NewApiTokenReply>('POST', 'tokens', wanted),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  })
  const required = [{ required: true, message: t('common.required') }]
  const scopes = rights.filter((right) => right !== 'self')
  return (
    <Form<NewApiToken>
      layout="inline"
      className="filters"
      initialValues={{ scopes: ['read'], days: 90 }}
      onFinish={(wanted) => make.mutate(wanted)}
    >
      <Form.Item name="name" label={t('account.tokenName')} rules={required}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="scopes" label={t('account.scopes')} rules={required}>
        <Select
          mode="multiple"
          className="filter-wide"
          options={scopes.map((value) => ({ value, label: t(`admin.rightOf.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="days" label={t('account.days')} rules={required}>
        <InputNumber<number> min={1} max={366} precision={0} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={make.isPending}>
        {t('account.makeToken')}
      </Button>
      {make.error && <ErrorNotice error={make.error} small />}
      {make.data && (
        <Alert
          type="success"
          title={t('account.tokenOnce')}
          description={
            <Typography.Text code copyable>
              {make.data.token}
            </Typography.Text>
          }
        />
      )}
    </Form>
  )
}

/** Tokens with which programs work in one's name. */
export function TokensCard({ rights }: { rights: readonly Right[] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const tokens = useQuery(tokensQuery)
  const revoke = useMutation({
    mutationFn: (id: string) => deleteResource(`tokens/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  })
  const columns: TableColumnsType<ApiTokenRow> = [
    { key: 'name', title: t('account.tokenName'), dataIndex: 'name' },
    {
      key: 'scopes',
      title: t('account.scopes'),
      render: (_, { scopes }) => scopes.map((scope) => <Tag key={scope}>{t(`admin.rightOf.${scope}`)}</Tag>),
    },
    { key: 'expires', title: t('account.expires'), render: (_, { expiresAt }) => day(expiresAt) },
    {
      key: 'used',
      title: t('account.lastUsed'),
      render: (_, { lastUsedAt }) => (lastUsedAt === null ? t('account.never') : day(lastUsedAt)),
    },
    {
      key: 'revoke',
      title: '',
      render: (_, { id, revokedAt }) =>
        revokedAt === null ? (
          <Button size="small" onClick={() => revoke.mutate(id)}>
            {t('account.revoke')}
          </Button>
        ) : (
          <span className="muted">{t('account.revoked')}</span>
        ),
    },
  ]
  return (
    <Card size="small" title={t('account.tokens')}>
      <p className="muted">{t('account.tokenHint')}</p>
      <TokenForm rights={rights} />
      {revoke.error && <ErrorNotice error={revoke.error} small />}
      <QueryView query={tokens} rows={2}>
        {(rows) => (
          <Table<ApiTokenRow>
            rowKey="id"
            size="small"
            dataSource={rows}
            columns={columns}
            scroll={{ x: 'max-content' }}
            pagination={{ pageSize: 10, hideOnSinglePage: true }}
          />
        )}
      </QueryView>
    </Card>
  )
}
