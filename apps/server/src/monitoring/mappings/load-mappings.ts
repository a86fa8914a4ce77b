import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Value } from 'typebox/value'
import { parse } from 'yaml'
import { badInput } from '../../errors.ts'
import { planColumns, type ColumnPlan } from './column-plan.ts'
import { MappingFile, type Mapping } from './mapping-schema.ts'

const bundled = fileURLToPath(new URL('../../../../../packs/common/mappings', import.meta.url))

/** Reads one mapping file. @throws QinglanError that names the field which is wrong */
async function readMapping(path: string): Promise<Mapping> {
  const name = basename(path).replace(/\.ya?ml$/, '')
  const text = await readFile(path, 'utf8').catch(() => {
    throw badInput(`读不到映射文件 ${path}`, `cannot read the mapping file ${path}`)
  })
  const content: unknown = parse(text)
  if (!Value.Check(MappingFile, content)) {
    const [first] = Value.Errors(MappingFile, content)
    const where = first ? `${first.instancePath || '/'} ${first.message}` : ''
    throw badInput(`映射文件 ${path} 有误:${where}`, `the mapping file ${path} is wrong: ${where}`)
  }
  return { ...content, name }
}

/** The mappings of the formats that come with the platform, by name. */
export async function bundledMappings(): Promise<readonly Mapping[]> {
  const names = (await readdir(bundled)).filter((name) => name.endsWith('.yaml')).sort()
  return Promise.all(names.map((name) => readMapping(join(bundled, name))))
}

/** A mapping by its name, or by the path of a YAML file. @throws QinglanError when there is none */
export async function mappingNamed(
  nameOrPath: string,
  { allowPath }: { allowPath: boolean },
): Promise<Mapping> {
  if (allowPath && /\.ya?ml$/.test(nameOrPath)) return readMapping(nameOrPath)
  const all = await bundledMappings()
  const found = all.find((mapping) => mapping.name === nameOrPath)
  if (found) return found
  const names = all.map((mapping) => mapping.name).join(', ')
  throw badInput(`没有映射 “${nameOrPath}”,可用:${names}`, `no mapping "${nameOrPath}", there are: ${names}`)
}

/** A column with many names is told by the first of them. */
const shortened = (names: string): string => names.replace(/\|.*/, ' …')

/**
 * Lays the given mapping, or the one that knows the header best, over a header.
 * @throws QinglanError that names the line of the header, what is missing and what is expected, when none fits
 */
export function choosePlan(
  mappings: readonly Mapping[],
  header: readonly string[],
  line: number,
): ColumnPlan {
  const tried = mappings.map((mapping) => ({ mapping, plan: planColumns(mapping, header, line) }))
  const fitting = tried.flatMap(({ plan }) => ('misses' in plan ? [] : [plan]))
  const [best] = fitting.toSorted((a, b) => b.score - a.score)
  if (best) return best
  const lacks = tried.map(
    ({ mapping, plan }) => `${mapping.name}: ${'misses' in plan ? shortened(plan.misses) : ''}`,
  )
  throw badInput(
    `第 ${line} 行:表头与映射不符,应有站点、时间和污染物的列(如 站点,时间,PM2.5,O3 或 site,time,pollutant,value);表头为 ${header.join(',')};缺少的列 ${lacks.join(';')}`,
    `line ${line}: no mapping fits the header, expected columns of site, time and factors (such as site,time,PM2.5,O3 or site,time,pollutant,value); columns missed: ${lacks.join('; ')}`,
    { header, lacks },
  )
}
