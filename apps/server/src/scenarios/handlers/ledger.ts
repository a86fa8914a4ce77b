import Type from 'typebox'
import { listEntities } from '../../register/entities/list-entities.ts'
import { saveEntity } from '../../register/entities/save-entity.ts'
import { fillCityGoals } from '../../register/goals/city-goals.ts'
import { compare } from '../compare.ts'
import { check, step, type Handlers } from '../handlers.ts'
import { kindNamed } from './register.ts'

const Fact = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])

const many = step(
  Type.Array(
    Type.Object(
      {
        kind: Type.String(),
        prefix: Type.String(),
        count: Type.Integer({ minimum: 1, maximum: 1000 }),
        facts: Type.Optional(Type.Record(Type.String(), Fact)),
        state: Type.Optional(Type.String()),
        region: Type.Optional(Type.String()),
      },
      { additionalProperties: false },
    ),
  ),
  async (stage, sets) => {
    for (const { kind: name, prefix, count, facts = {}, state, region } of sets) {
      const kind = await kindNamed(stage, name)
      for (let i = 1; i <= count; i += 1) {
        const input = {
          facts: { ...facts, [kind.key]: `${prefix}${i}` },
          effectiveOn: stage.clock,
          ...(state === undefined ? {} : { state }),
          ...(region === undefined ? {} : { regionId: region }),
        }
        await saveEntity(stage.db, kind, input, 'scenario')
      }
    }
  },
)

/** Long registers, and looking something up in one. */
export const ledgerHandlers: Handlers = {
  given: { 'many entities': many },
  when: {
    'many entities': many,
    'fill city goals': step(Type.Object({}), (stage) => fillCityGoals(stage.db, stage.clock)),
  },
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language
  then: {
    found: check(
      Type.Array(Type.Object({ kind: Type.String(), text: Type.String(), keys: Type.Array(Type.String()) })),
      async (stage, asked) => {
        const answers = await Promise.all(
          asked.map(({ kind, text }) => listEntities(stage.db, { kind, text, limit: 100, offset: 0 })),
        )
        return asked.flatMap(({ text, keys }, i) =>
          compare(
            text,
            keys.toSorted(),
            answers[i]?.rows.map((row) => row.key),
          ),
        )
      },
    ),
  },
}
