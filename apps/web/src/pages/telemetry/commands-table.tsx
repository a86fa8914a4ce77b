import type { CommandState, DeviceCommand } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Empty, Table, Tag, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { commandsQuery } from '../../api/telemetry-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { NeedsRight } from '../../session/needs-right.tsx'
import { commandChoices } from './command-choices.ts'
import { CommandForm } from './command-form.tsx'
import { moment } from './moment.ts'

const colourOf = (state: CommandState): string => {
  if (state === 'done') return 'success'
  return state === 'waiting' || state === 'sent' || state === 'accepted' ? 'processing' : 'error'
}

const pairs = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')

function useColumns(): TableColumnsType<DeviceCommand> {
  const { t } = useTranslation()
  return [
    { key: 'asked', title: t('telemetry.asked'), width: 170, render: (_, c) => moment(c.askedAt) },
    { key: 'mn', title: t('telemetry.mn'), dataIndex: 'mn' },
    {
      key: 'command',
      title: t('telemetry.command'),
      render: (_, { cn, parameters }) => {
        const known = commandChoices.find((choice) => choice.cn === cn)
        return (
          <>
            {known ? t(`telemetry.${known.word}`) : cn}
            <div className="muted small">{pairs(parameters)}</div>
          </>
        )
      },
    },
    {
      key: 'state',
      title: t('telemetry.state'),
      render: (_, { state, code }) => (
        <Tag color={colourOf(state)}>
          {t(`telemetry.commandStates.${state}`)} {state !== 'done' && code}
        </Tag>
      ),
    },
    {
      key: 'answer',
      title: t('telemetry.answer'),
      render: (_, { answers, records }) => (
        <>
          {answers.map((answer) => (
            <div key={pairs(answer)}>{pairs(answer)}</div>
          ))}
          {records > answers.length && t('telemetry.records', { count: records - answers.length })}
        </>
      ),
    },
    { key: 'by', title: t('telemetry.askedBy'), dataIndex: 'askedBy' },
  ]
}

function Commands() {
  const { t } = useTranslation()
  const commands = useQuery(commandsQuery)
  const columns = useColumns()
  return (
    <>
      <CommandForm />
      <QueryView query={commands}>
        {(rows) => (
          <Table<DeviceCommand>
            rowKey="id"
            size="small"
            dataSource={rows}
            columns={columns}
            scroll={{ x: 'max-content' }}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            locale={{
              emptyText: (
                <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('telemetry.noCommands')} />
              ),
            }}
          />
        )}
      </QueryView>
    </>
  )
}

/** Reverse control 反控: what loggers were asked, by whom, and what became of it. */
export function CommandsTable() {
  return (
    <NeedsRight right="import">
      <Commands />
    </NeedsRight>
  )
}
