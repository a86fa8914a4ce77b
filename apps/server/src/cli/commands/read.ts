import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { readPlan, type PlanReading } from '@qinglan/plan-reader'
import { documentText } from '../../campaign/plan/document/document-text.ts'
import { callerPath } from '../../config.ts'
import { badInput } from '../../errors.ts'
import type { Command } from '../command.ts'

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(callerPath(path))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw badInput(`没有文件 ${path}`, `there is no file ${path}`)
    if (code === 'EISDIR') throw badInput(`${path} 是文件夹`, `${path} is a folder`)
    if (code === 'EACCES') throw badInput(`没有权限读取 ${path}`, `no permission to read ${path}`)
    throw error
  }
}

function countBy(keys: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([key, n]) => `${key} ${n}`)
    .join(', ')
}

function summary(reading: PlanReading): string {
  const { targets, tasks, numerals, warnings } = reading
  const withDoubts = targets.filter((t) => t.doubts.length > 0).length
  const lines: readonly (readonly [string, string])[] = [
    ['标题 title', reading.title ?? '—'],
    ['发文 issuer', reading.issuer ?? '—'],
    ['日期 date', reading.issuedOn ?? '—'],
    ['年度 year', String(reading.year ?? '—')],
    ['章节 sections', String(reading.sections.length)],
    ['目标 targets', `${targets.length}（${countBy(targets.map((t) => t.tier))}）`],
    ['重述 restatements', String(targets.filter((t) => t.restates !== null).length)],
    ['存疑 doubtful', String(withDoubts)],
    ['任务 tasks', `${tasks.length}（${countBy(tasks.map((t) => t.role))}）`],
    ['数字 numerals', `${numerals.length}（${countBy(numerals.map((n) => n.role))}）`],
    ['提示 warnings', String(warnings.length)],
  ]
  return [
    ...lines.map(([name, value]) => `${name}: ${value}`),
    ...warnings.map((w) => `  ${w.start}–${w.end}: ${w.message}`),
    '',
  ].join('\n')
}

/** `qinglan read FILE [--json]`: what a plan document says. */
export const readCommand: Command = {
  name: 'read',
  summary: { zh: '读取一份计划文件，列出目标与任务', en: 'read a plan document into targets and tasks' },
  usage:
    '  qinglan read FILE [--json] [--text]\n  FILE: .txt .html .docx .pdf（UTF-8, GB18030）\n  --json  qinglan.plan/1；--text 同时给出原文',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, text: { type: 'boolean', default: false } },
    })
    const [path] = positionals
    if (path === undefined || positionals.length > 1)
      throw badInput('用法：qinglan read 文件', 'usage: qinglan read FILE')
    const file = basename(path)
    const text = await documentText(await readBytes(path), file)
    const reading = readPlan(text, { file, withText: values.text })
    io.stdout.write(values.json ? `${JSON.stringify(reading, null, 2)}\n` : summary(reading))
    return 0
  },
}
