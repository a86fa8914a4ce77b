import type { Alarm, AlarmAction } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm, Tag, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../../api/client.ts'
import { alarmsQuery } from '../../api/telemetry-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { QueryView } from '../../feedback/query-view.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { useSession } from '../../session/session.ts'
import { alarmFigures } from './alarm-words.ts'
import { moment } from './moment.ts'
import { RowsTable } from './rows-table.tsx'

const colours = { 1: 'gold', 2: 'orange', 3: 'red' } as const
const severities = [1, 2, 3] as const
const states = ['open', 'acknowledged', 'closed'] as const
const stateColours = { open: 'error', acknowledged: 'processing', closed: 'default' } as const

/** Takes or closes one alarm, with a word on what was done. */
function Act({ alarm, act }: { alarm: Alarm; act: (action: AlarmAction) => void }) {
  const { t } = useTranslation()
  const [note, setNote] = useState(alarm.note)
  const button = (action: AlarmAction['action']) => (
    <Popconfirm
      title={t(`telemetry.${action}`)}
      description={
        <Input.TextArea
          aria-label={t('telemetry.note')}
          placeholder={t('telemetry.note')}
          value={note}
          maxLength={1000}
          onChange={({ target }) => setNote(target.value)}
        />
      }
      onConfirm={() => act({ action, note })}
    >
      <Button size="small">{t(`telemetry.${action}`)}</Button>
    </Popconfirm>
  )
  if (alarm.state === 'closed') return null
  return (
    <>
      {alarm.state === 'open' && button('acknowledge')} {alarm.endedAt !== null && button('close')}
    </>
  )
}

function useColumns(act: (alarm: Alarm, action: AlarmAction) => void): TableColumnsType<Alarm> {
  const { t } = useTranslation()
  const { say, language } = useLanguage()
  const alarms = useQuery(alarmsQuery)
  // an alarm about another one names that
  const subjectOf = ({ subject, siteId }: Alarm): string => {
    const other = alarms.data?.find(({ rule, siteId: id }) => rule === subject && id === siteId)
    return other ? `(${say(other.name)})` : subject
  }
  const session = useSession()
  return [
    {
      key: 'severity',
      title: t('telemetry.severity'),
      width: 90,
      sorter: (a, b) => a.severity - b.severity,
      render: (_, { severity }) => {
        const known = severities.find((value) => value === severity) ?? 1
        return <Tag color={colours[known]}>{t(`telemetry.severities.${known}`)}</Tag>
      },
    },
    { key: 'site', title: t('telemetry.site'), render: (_, { site }) => say(site) },
    {
      key: 'alarm',
      title: t('telemetry.alarm'),
      render: (_, alarm) => {
        const { name, detail, note, repeats, assignedTo } = alarm
        return (
          <>
            {say(name)} {subjectOf(alarm)}{' '}
            {repeats > 1 && <Tag>{t('telemetry.repeats', { count: repeats })}</Tag>}
            {detail['withdrawn'] === true && <Tag>{t('telemetry.withdrawn')}</Tag>}
            {alarm.late && <Tag>{t('telemetry.late')}</Tag>}
            <div className="muted small">{alarmFigures(detail, language)}</div>
            {assignedTo !== '' && (
              <div className="small">{t('telemetry.assignedTo', { name: assignedTo })}</div>
            )}
            {note !== '' && <div className="small">{note}</div>}
          </>
        )
      },
    },
    {
      key: 'began',
      title: t('telemetry.began'),
      width: 180,
      render: (_, { beganAt, endedAt, heldHours }) => (
        <>
          {moment(beganAt)}
          <div className={endedAt === null ? 'danger-count small' : 'muted small'}>
            {endedAt === null ? t('telemetry.still') : t('telemetry.ended', { time: moment(endedAt) })}
            <br />
            {heldHours > 0 && t('telemetry.heldHours', { hours: Math.round(heldHours * 10) / 10 })}
          </div>
        </>
      ),
    },
    {
      key: 'state',
      title: t('telemetry.state'),
      width: 110,
      filters: states.map((value) => ({ value, text: t(`telemetry.states.${value}`) })),
      defaultFilteredValue: ['open', 'acknowledged'],
      onFilter: (value, { state }) => state === value,
      render: (_, { state, acknowledgedBy, closedBy }) => (
        <>
          <Tag color={stateColours[state]}>{t(`telemetry.states.${state}`)}</Tag>
          <div className="muted small">{closedBy ?? acknowledgedBy}</div>
        </>
      ),
    },
    {
      key: 'do',
      title: '',
      align: 'right',
      render: (_, alarm) => session?.signedIn && <Act alarm={alarm} act={(action) => act(alarm, action)} />,
    },
  ]
}

/** What is wrong at sites, open first; a person takes an alarm, and closes it when it is over. */
export function AlarmsTable() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const alarms = useQuery(alarmsQuery)
  const act = useMutation({
    mutationFn: ({ id, action }: { id: string; action: AlarmAction }) =>
      sendJson<Alarm>('POST', `alarms/${id}/actions`, action),
    onSuccess: () => client.invalidateQueries({ queryKey: alarmsQuery.queryKey }),
  })
  const columns = useColumns(({ id }, action) => act.mutate({ id, action }))
  return (
    <>
      {act.error && <ErrorNotice error={act.error} small />}
      <QueryView query={alarms}>
        {(rows) => (
          <RowsTable<Alarm>
            rowKey="id"
            dataSource={rows}
            columns={columns}
            nothing={t('telemetry.noAlarms')}
          />
        )}
      </QueryView>
    </>
  )
}
