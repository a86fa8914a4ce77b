import { expect, test } from 'vitest'
import { kindOfSample } from './kind-of-sample.ts'

test.each([
  [
    '##0085QN=20260301080000123;ST=22;CN=2061;PW=******;MN=A1;Flag=5;CP=&&DataTime=20260301080000&&0000',
    'air-station',
  ],
  ['##0085QN=20260301080000123;ST=21;CN=2061;PW=******;MN=A1;Flag=5;CP=&&&&0000\r\n', 'water-section'],
  ['##0085QN=20260301080000123;ST=31;CN=2061;PW=******;MN=A1;CP=&&&&0000', 'source-outlet'],
  ['\u0000 no packet', 'source-outlet'],
])('%s', (sample, kind) => {
  expect(kindOfSample(sample)).toBe(kind)
})
