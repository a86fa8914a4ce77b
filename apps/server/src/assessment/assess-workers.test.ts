import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { importCsv } from '../monitoring/import/import-csv.ts'
import { assessDirty } from './assess-dirty.ts'
import { assessmentWorld, hours } from './testing/assessment-world.ts'

const world = assessmentWorld()
const { stored } = world

test('two workers at once: nothing is left and nothing is done twice', async () => {
  const lines = [
    'site,time,PM2.5,PM10,SO2,NO2,CO,O3',
    ...hours('A1', '2021-03-01', 24, '30,60,10,40,1.0,100'),
  ]
  const options = { fileName: 't.csv', mode: 'all-or-nothing' } as const
  await importCsv(world.pool, world.db, Readable.from([Buffer.from(lines.join('\n'))]), options)
  const done = await Promise.all([assessDirty(world.db), assessDirty(world.db)])
  expect(done.toSorted((a, b) => a - b)).toEqual([0, 1])
  expect(await stored('site', 'HJ 633')).toHaveLength(1)
})
