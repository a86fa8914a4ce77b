import { CivilDate } from '@qinglan/contract'
import { civilDateOf } from '@qinglan/periods'
import type { Geometry } from 'geojson'
import Type, { type Static } from 'typebox'
import type { Db } from '../../database/connect.ts'
import { badInput, notFound } from '../../errors.ts'
import { loadDefinitions } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import { demandRegion } from '../../region/known-region.ts'
import { readGeometry } from '../geometry/read-geometry.ts'

/** The language of a file. */
export const Lang = Type.Union([Type.Literal('zh'), Type.Literal('en')], { default: 'zh' })

/** The civil day it is now. */
export const today = (): string => civilDateOf(Date.now())

/** What narrows a register. */
export const EntitiesAsked = Type.Object({
  kind: Type.String(),
  at: Type.Optional(CivilDate),
  regionId: Type.Optional(Type.String()),
  state: Type.Optional(Type.String()),
  text: Type.Optional(Type.String({ maxLength: 100 })),
  status: Type.Optional(Type.Union([Type.Literal('late'), Type.Literal('open')])),
  order: Type.Optional(Type.String({ maxLength: 100 })),
  limit: Type.Integer({ minimum: 1, maximum: 5000, default: 100 }),
  offset: Type.Integer({ minimum: 0, maximum: 10_000_000, default: 0 }),
})

/** @throws QinglanError `not-found` */
export async function kindOf(db: Db, name: string): Promise<KindDefinition> {
  const kind = (await loadDefinitions(db)).kinds.get(name)
  if (!kind) throw notFound(`没有种类“${name}”`, `No kind “${name}”`)
  return kind
}

/**
 * The kind of a register, where what narrows it is known: an empty page would look like an answer.
 *
 * @throws QinglanError `not-found` for the kind; `bad-input` for a region, state or fact that is not there
 */
export async function demandKnown(
  db: Db,
  asked: Pick<Static<typeof EntitiesAsked>, 'kind' | 'regionId' | 'state' | 'order'>,
): Promise<KindDefinition> {
  const kind = await kindOf(db, asked.kind)
  await demandRegion(db, asked.regionId)
  const states = (kind.states ?? []).map((s) => s.key)
  demandOneOf('state', asked.state, states)
  demandOneOf('order', asked.order?.replace(/^-/, ''), Object.keys(kind.facts))
  return kind
}

function demandOneOf(name: string, value: string | undefined, known: readonly string[]): void {
  if (value === undefined || known.includes(value)) return
  const [zh, en] = [known.join('、') || '(无)', known.join(', ') || 'none']
  throw badInput(
    `查询参数 ${name} 为“${value}”,应为其中之一:${zh}`,
    `Query parameter ${name} is “${value}”; expected one of ${en}`,
  )
}

/** @throws QinglanError `bad-input` for what is no geometry */
export function geometryOf(value: unknown): Geometry | null {
  if (value === null) return null
  const read = readGeometry(value)
  if ('problem' in read) throw badInput(read.problem.zh, read.problem.en)
  return read.geometry
}
