import type { ListBatch } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Empty, Input, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apiHref } from '../../api/client.ts'
import { differenceQuery, listsQuery } from '../../api/register-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'

const day = /^\d{4}-\d{2}-\d{2}$/

function Difference({ list, from, to }: { list: string; from: string; to: string }) {
  const { t } = useTranslation()
  const query = useQuery(differenceQuery(list, from, to))
  const names = (keys: readonly string[]) =>
    keys.length === 0
      ? t('registers.nobody')
      : `${keys.length}: ${keys.slice(0, 60).join(', ')}${keys.length > 60 ? ' …' : ''}`
  return (
    <QueryView query={query}>
      {({ entered, left }) => (
        <div data-testid="list-difference">
          <p>
            <strong>{t('registers.enteredList')}</strong> {names(entered)}
          </p>
          <p>
            <strong>{t('registers.leftList')}</strong> {names(left)}
          </p>
        </div>
      )}
    </QueryView>
  )
}

function Compare({ batches, at }: { batches: readonly ListBatch[]; at: string }) {
  const { t } = useTranslation()
  const lists = [...new Set(batches.map((b) => b.list))]
  const [list, setList] = useState(lists[0] ?? '')
  const [from, setFrom] = useState(`${at.slice(0, 4)}-01-01`)
  const [to, setTo] = useState(at)
  return (
    <div className="stack">
      <h2>{t('registers.difference')}</h2>
      <div className="filters">
        <Select
          className="filter-wide"
          aria-label={t('registers.list')}
          value={list}
          onChange={setList}
          options={lists.map((value) => ({ value, label: value }))}
        />
        <Input
          className="day-input"
          aria-label={t('registers.from')}
          value={from}
          onChange={(e) => setFrom(e.target.value)}
        />
        <Input
          className="day-input"
          aria-label={t('registers.to')}
          value={to}
          onChange={(e) => setTo(e.target.value)}
        />
      </div>
      {day.test(from) && day.test(to) && <Difference list={list} from={from} to={to} />}
    </div>
  )
}

/** Published lists: every batch with the hash of its snapshot, and who came and went between two days. */
export function ListBatches({ at }: { at: string }) {
  const { t } = useTranslation()
  const query = useQuery(listsQuery)
  return (
    <QueryView query={query}>
      {(batches) =>
        batches.length === 0 ? (
          <Empty description={t('registers.noLists')} />
        ) : (
          <>
            <Table
              size="small"
              rowKey={(b) => `${b.list} ${b.batch}`}
              dataSource={batches}
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
              data-testid="batches"
              columns={[
                { title: t('registers.batchTitle'), dataIndex: 'title' },
                { title: t('registers.list'), dataIndex: 'list' },
                { title: t('registers.batch'), dataIndex: 'batch', align: 'end' },
                { title: t('registers.publishedOn'), dataIndex: 'publishedOn' },
                { title: t('registers.entries'), dataIndex: 'entries', align: 'end' },
                {
                  title: t('registers.hash'),
                  render: (_, b) => (
                    <a href={apiHref(`lists/${b.list}/batches/${b.batch}/snapshot.json`)} download>
                      <code title={b.sha256}>{b.sha256.slice(0, 16)}…</code>
                    </a>
                  ),
                },
              ]}
            />
            <Compare batches={batches} at={at} />
          </>
        )
      }
    </QueryView>
  )
}
