import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { PlanReading, PlanTarget, PlanTask } from './index.ts'
import { readPlan } from './index.ts'

// Plans in other styles, in our own words. REGEN=1 writes what is read anew: read the difference before you keep it.
const folder = new URL('../cases/', import.meta.url)

const word = (value: unknown): string =>
  value === null ? '-' : typeof value === 'string' ? value : JSON.stringify(value)

function targetLine(one: PlanTarget): string {
  const more = [
    one.baselineYear === null ? '' : `较${one.baselineYear}`,
    one.deadline === null ? '' : `${one.deadlineRole} ${one.deadline}`,
    one.threshold === null
      ? ''
      : `门槛${one.threshold.comparator}${one.threshold.value}${one.threshold.unit ?? ''}`,
    one.population === null ? '' : `共${one.population.value}${one.population.unit}`,
    one.modality ?? '',
    one.restates === null ? '' : `=${one.restates}`,
  ].filter((part) => part !== '')
  return `${one.tier} ${one.comparator} ${word(one.value)} ${word(one.unitNorm)} | ${one.subject} | ${one.quote.replaceAll('\n', '')} | ${more.join(' ')}`
}

function taskLine(one: PlanTask): string {
  return `${one.role} ${one.item ?? '-'} | ${one.quote.replaceAll('\n', '')} | ${one.lead.join('、')} | ${one.support.join('、')} | ${one.deadline ?? ''}`
}

function summary(reading: PlanReading): string {
  const head = `${word(reading.title)} | ${word(reading.issuer)} | ${word(reading.issuedOn)} | ${word(reading.year)}`
  const numerals = reading.numerals.map((one) => `${one.text}:${one.role}`).join(' ')
  const sections = reading.sections.map((one) => `${'  '.repeat(one.level - 1)}${one.path.at(-1)}`)
  return [
    head,
    ...sections,
    '',
    ...reading.targets.map(targetLine),
    '',
    ...reading.tasks.map(taskLine),
    '',
    numerals,
    '',
  ].join('\n')
}

describe('cases', () => {
  test.each(readdirSync(new URL('in/', folder)))('%s', (file) => {
    const read = summary(readPlan(readFileSync(new URL(`in/${file}`, folder), 'utf8'), { file }))
    const kept = new URL(`out/${file}`, folder)
    if (process.env['REGEN'] === '1') writeFileSync(kept, read)
    expect(read).toBe(readFileSync(kept, 'utf8'))
  })
})
