import { parseArgs } from 'node:util'
import type { Board, BoardRow } from '@qinglan/contract'
import { board } from '../../campaign/board/board.ts'
import { comparatorText, statesByDanger, stateNames, type Language } from '../../campaign/board/words.ts'
import { listCampaigns } from '../../campaign/campaigns.ts'
import type { Db } from '../../database/connect.ts'
import { openDatabase } from '../../database/open.ts'
import { badInput } from '../../errors.ts'
import { indicators } from '../../indicators.ts'
import type { Command } from '../command.ts'
import { textTable, type TextColumn } from '../text-table.ts'

interface BoardTextOptions {
  readonly campaignId: string
  readonly at?: string | undefined
  readonly lang?: Language
  /** Cells of the terminal. */
  readonly width?: number | undefined
}

const number = (value: number, decimals: number): string => String(Number(value.toFixed(decimals + 2)))

function targetText(row: BoardRow, lang: Language): string {
  if (row.value === null) return row.comparator === 'none' ? comparatorText('none')[lang] : '—'
  const high = row.valueHigh === null ? '' : `~${row.valueHigh}`
  return `${comparatorText(row.comparator)[lang]} ${row.value.toFixed(row.decimals)}${high}${row.unitText[lang]}`
}

function nowText(row: BoardRow): string {
  if (row.current === null) return '—'
  if (row.comparator === 'none' && row.value === null) return `${Math.round(row.current * 100)}%`
  return number(row.current, row.decimals)
}

/** The board as a text table, the most endangered first, with the counts by state at the end. */
function formatBoard(answer: Board, lang: Language, width: number | undefined): string {
  const danger = new Map(statesByDanger.map((state, i) => [state, i]))
  const rows = answer.rows
    .filter((r) => r.restates === null)
    .toSorted((a, b) => (danger.get(a.state) ?? 0) - (danger.get(b.state) ?? 0))
  const title = (zh: string, en: string): string => (lang === 'zh' ? zh : en)
  const columns: readonly TextColumn[] = [
    { title: title('状态', 'State'), width: lang === 'zh' ? 8 : 14 },
    { title: title('编号', 'Code'), width: 4 },
    { title: title('目标', 'Promise'), width: 28 },
    { title: title('要求', 'Target'), width: 18 },
    { title: title('现值', 'Now'), width: 9, align: 'right' },
    { title: title('数据', 'Data'), width: lang === 'zh' ? 8 : 9 },
    { title: title('责任', 'Who'), width: 16 },
    { title: title('理由与余量', 'Why, and what is left'), width: 'rest' },
  ]
  const cells = rows.map((r) => [
    stateNames[r.state][lang],
    r.code,
    r.subject[lang],
    targetText(r, lang),
    nowText(r),
    r.simulated ? title('模拟数据', 'simulated') : '',
    r.responsible[0]?.name[lang] ?? '',
    why(r, lang),
  ])
  const simulated = answer.rows.some((r) => r.simulated)
    ? title('（含模拟数据）', ' (contains simulated data)')
    : ''
  const counts = statesByDanger
    .map((s) => `${stateNames[s][lang]} ${answer.counts[s] ?? 0}`)
    .join(title('，', ', '))
  const total = rows.length
  return [
    `${answer.campaign.name[lang]}  ${title('截至', 'as of ')}${answer.at}${simulated}`,
    '',
    textTable(columns, cells, width),
    `${title(`共${total}项`, `${total} promises`)}: ${counts}`,
    '',
  ].join('\n')
}

function why(row: BoardRow, lang: Language): string {
  const rest =
    row.state === 'at-risk' || row.state === 'on-track' ? row.forecast?.restMeaning[lang] : undefined
  return rest === undefined || row.forecast?.rest === null ? row.reason[lang] : `${rest}; ${row.reason[lang]}`
}

/** The board of a campaign as a person reads it in a terminal. */
export async function boardText(
  db: Db,
  { campaignId, at, lang = 'zh', width }: BoardTextOptions,
): Promise<string> {
  return formatBoard(await board(db, indicators, { campaignId, at }), lang, width)
}

async function campaignAsked(db: Db, id: string | undefined): Promise<string> {
  if (id !== undefined) return id
  const all = await listCampaigns(db)
  const [first] = all
  if (!first)
    throw badInput(
      '还没有行动计划；先运行 qinglan demo 或导入计划',
      'there is no campaign yet; run qinglan demo or import a plan',
    )
  if (all.length === 1) return first.id
  const ids = all.map((c) => c.id).join(', ')
  throw badInput(
    `有多个计划，请用 --campaign 指定：${ids}`,
    `several campaigns; name one with --campaign: ${ids}`,
  )
}

/** `qinglan board [--at DATE]`: the target board in the terminal. */
export const boardCommand: Command = {
  name: 'board',
  summary: {
    zh: '目标看板：每项承诺的状态、理由与余量',
    en: 'the target board: state, reason and outlook of every promise',
  },
  usage: '  qinglan board [--campaign ID] [--at YYYY-MM-DD] [--lang zh|en] [--width CELLS] [--json]',
  async run(args, io) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        campaign: { type: 'string' },
        at: { type: 'string' },
        lang: { type: 'string', default: 'zh' },
        width: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const { lang } = values
    if (lang !== 'zh' && lang !== 'en')
      throw badInput(`--lang 应为 zh 或 en，实为“${lang}”`, `--lang is zh or en, not "${lang}"`)
    const width = values.width === undefined ? process.stdout.columns : Number(values.width)
    if (width !== undefined && (!Number.isInteger(width) || width < 40))
      throw badInput('--width 应为不小于40的整数', '--width is a whole number from 40 on')
    const database = await openDatabase(io.config, { max: 2 })
    try {
      const campaignId = await campaignAsked(database.db, values.campaign)
      const question = { campaignId, at: values.at }
      io.stdout.write(
        values.json
          ? `${JSON.stringify(await board(database.db, indicators, question), null, 2)}\n`
          : await boardText(database.db, { ...question, lang, width }),
      )
      return 0
    } finally {
      await database.close()
    }
  },
}
