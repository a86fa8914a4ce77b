import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { BenchResult } from './result.ts'

/** Each bench is loaded and run alone, so that none measures the leftovers of another. */
const benches: Readonly<Record<string, () => Promise<readonly BenchResult[]>>> = {
  'standards-air': async () => (await import('./standards-air.ts')).standardsAirBench(),
  'standards-water': async () => (await import('./standards-water.ts')).standardsWaterBench(),
  hj212: async () => (await import('./hj212.ts')).hj212Bench(),
  'plan-reader': async () => (await import('./plan-reader.ts')).planReaderBench(),
  'csv-import': async () => (await import('./csv-import.ts')).csvImportBench(),
  'evaluate-year': async () => (await import('./evaluate-year.ts')).evaluateYearBench(),
  register: async () => (await import('./register.ts')).registerBench(),
  gateway: async () => (await import('./gateway.ts')).gatewayBench(),
  'session-check': async () => (await import('./session-check.ts')).sessionCheckBench(),
}

const { positionals } = parseArgs({ allowPositionals: true })
const chosen = positionals.length > 0 ? positionals : Object.keys(benches)
const results: (BenchResult & { bench: string })[] = []
for (const name of chosen) {
  const bench = benches[name]
  if (!bench) {
    process.stderr.write(`no bench “${name}”; one of ${Object.keys(benches).join(', ')}\n`)
    process.exit(2)
  }
  process.stderr.write(`${name} …\n`)
  for (const result of await bench()) {
    results.push({ bench: name, ...result })
    const figures = Object.entries(result.figures).map(([key, value]) => `${key} ${value}`)
    const ratio = result.ratio === undefined ? '' : `  ratio ${result.ratio.toFixed(3)}`
    process.stdout.write(`${name}: ${result.name}${ratio}${result.goal ? `  (goal: ${result.goal})` : ''}\n`)
    for (const figure of figures) process.stdout.write(`    ${figure}\n`)
  }
}
await mkdir('artifacts', { recursive: true })
await writeFile('artifacts/bench.json', JSON.stringify(results, null, 2))
