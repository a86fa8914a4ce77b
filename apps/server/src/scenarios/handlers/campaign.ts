import { Comparator } from '@qinglan/contract'
import { readPlan } from '@qinglan/plan-reader'
import Type from 'typebox'
import { setAllocations } from '../../campaign/allocations/allocations.ts'
import { bundledBindings } from '../../campaign/plan/bindings.ts'
import { importReading } from '../../campaign/plan/import-reading.ts'
import { reportTask } from '../../campaign/tasks/report-task.ts'
import { enterNumber } from '../../campaign/targets/numbers.ts'
import { addReport } from '../../campaign/targets/reports.ts'
import { loadTaskBook } from '../../campaign/targets/task-book.ts'
import { TargetEntry, TaskEntry } from '../../pack/files/schemas.ts'
import { loadCampaign } from '../../pack/load/campaign.ts'
import { step, type Handlers, type Stage } from '../handlers.ts'

const Code = Type.String()
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const strict = { additionalProperties: false } as const

/** The one campaign of the stage. */
export async function campaignOf({ db }: Stage): Promise<string> {
  const { id } = await db.selectFrom('campaigns').select('id').executeTakeFirstOrThrow()
  return id
}

/** The id of a target by its code in the scenario's campaign. */
export const targetId = async (stage: Stage, code: string): Promise<string> =>
  `${await campaignOf(stage)}/${code}`

const by = 'scenario'

/** Facts and events of the campaign: targets and tasks as a pack writes them, reports, numbers, breakdowns, a plan read. */
export const campaignHandlers: Handlers = {
  given: {
    campaign: step(
      Type.Object(
        {
          year: Type.Optional(Type.Integer()),
          targets: Type.Optional(Type.Array(TargetEntry)),
          tasks: Type.Optional(Type.Array(TaskEntry)),
        },
        strict,
      ),
      async ({ db }, { year = 2021, targets = [], tasks = [] }) => {
        const names = { zh: '情景', en: 'Scenario' }
        const campaign = {
          id: 'scenario',
          ...names,
          region: 'city',
          year,
          default_at: `${year}-12-31`,
          simulated: false,
        }
        const about = { id: 'scenario', ...names, description: names, campaign }
        await loadCampaign(db, {
          folder: '',
          about,
          regions: [],
          units: [],
          sites: [],
          targets,
          tasks,
          progress: null,
        })
      },
    ),
  },
  when: {
    clock: step(Day, async (stage, day) => {
      stage.clock = day
    }),
    report: step(
      Type.Object(
        {
          target: Code,
          value: Type.Number(),
          total: Type.Optional(Type.Number()),
          as_of: Type.Optional(Day),
        },
        strict,
      ),
      async (stage, { target, value, total = null, as_of = stage.clock }) => {
        const report = { asOf: as_of, value, total, note: '', evidence: [] }
        await addReport(stage.db, await targetId(stage, target), report, by)
      },
    ),
    'report task': step(
      Type.Object({ task: Code, share: Type.Number(), as_of: Type.Optional(Day) }, strict),
      async (stage, { task, share, as_of = stage.clock }) => {
        const report = { asOf: as_of, share, note: '', evidence: [] }
        await reportTask(stage.db, await targetId(stage, task), report, by)
      },
    ),
    'enter number': step(
      Type.Object(
        {
          target: Code,
          value: Type.Number(),
          source: Type.Optional(Type.String()),
          comparator: Type.Optional(Comparator),
        },
        strict,
      ),
      async (stage, { target, value, source = '下达文件', comparator }) =>
        enterNumber(stage.db, await targetId(stage, target), { value, source, comparator, enteredBy: by }),
    ),
    'task book': step(
      Type.Object({ title: Type.String(), numbers: Type.Record(Code, Type.Number()) }, strict),
      async (stage, { title, numbers }) => {
        const book = {
          title,
          givenOn: null,
          numbers: Object.entries(numbers).map(([code, value]) => ({ code, value })),
        }
        stage.notes.set('task book', await loadTaskBook(stage.db, await campaignOf(stage), book, by))
      },
    ),
    'break down': step(
      Type.Object(
        {
          target: Code,
          method: Type.Union([Type.Literal('equal'), Type.Literal('by-share'), Type.Literal('list')]),
          /** region → value (list) or weight (by share); for an equal split only the names count. */
          among: Type.Record(
            Type.String(),
            Type.Union([Type.Number(), Type.Tuple([Type.Number(), Type.Number()]), Type.Null()]),
          ),
        },
        strict,
      ),
      async (stage, { target, method, among }) => {
        const holders = Object.entries(among).map(([id, figure]) => {
          const [value, weight] = Array.isArray(figure)
            ? figure
            : method === 'by-share'
              ? [null, figure]
              : [figure, null]
          return { kind: 'region' as const, id, value, weight }
        })
        await setAllocations(stage.db, await targetId(stage, target), { method, holders })
      },
    ),
    'import plan': step(
      Type.Object({ text: Type.String(), region: Type.Optional(Type.String()) }, strict),
      async (stage, { text, region = 'city' }) => {
        const reading = readPlan(text, { withText: true })
        stage.notes.set('reading', reading)
        const names = { zh: '导入', en: 'Imported' }
        await importReading(
          stage.db,
          { id: 'imported', name: names, regionId: region, reading: { ...reading, text } },
          await bundledBindings(),
        )
      },
    ),
  },
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language
  then: {},
}
