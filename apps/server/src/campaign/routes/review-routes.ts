import {
  CampaignOfReview,
  LedgerImport,
  NewCampaignOfReview,
  Review,
  ReviewDifference,
  ReviewStep,
  ReviewSummary,
} from '@qinglan/contract'
import Type from 'typebox'
import type { Indicator } from '../../assessment/indicators/indicator.ts'
import { badInput } from '../../errors.ts'
import type { RoomRoutes } from '../../http/context.ts'
import { uploadOf } from '../../http/upload.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { checkBinding } from '../indicators/catalogue.ts'
import { bundledBindings } from '../plan/bindings.ts'
import { documentText } from '../plan/document/document-text.ts'
import { reviewDifference } from '../review/against.ts'
import { applyReview } from '../review/apply-review.ts'
import { ledgerItems } from '../review/ledger-items.ts'
import { ledgerDocx } from '../review/ledger-docx.ts'
import { compareReasons, rejectedRows } from '../review/ledger-rejected.ts'
import { compareLedger, ledgerRows, ledgerXlsx } from '../review/ledger-xlsx.ts'
import { readWorkbook } from '../../workbook/read-workbook.ts'
import { findReview, listReviews, openReview, takeStep } from '../review/reviews.ts'

const ById = Type.Object({ id: Type.String() })
const Against = Type.Object({ against: Type.String() })
const StepToTake = Type.Object({
  step: ReviewStep,
  after: Type.Optional(
    Type.Integer({
      minimum: 0,
      description: 'number of the last step seen; refused when another came since',
    }),
  ),
})

const FormOfReview = {
  regionId: Type.Optional(Type.String({ description: '区划代码 code of the region' })),
  year: Type.Optional(Type.String({ pattern: '^(19|20)\\d{2}$' })),
}

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

const plan = { config: { right: 'plan' } } as const
const upload = { config: { right: 'plan', upload: true, form: {} } } as const
const exported = { config: { right: 'plan', sensitive: true } } as const

/** The desk: documents under review, step by step, until they are campaigns. */
export const reviewRoutes =
  (indicators: readonly Indicator[]): RoomRoutes =>
  async (app, context) => {
    const bindings = await bundledBindings()

    app.post(
      '/reviews',
      {
        config: { ...upload.config, form: FormOfReview },
        schema: { summary: '上传计划文件待审 Upload a document for review', response: { 201: Review } },
      },
      async (request, reply) => {
        const { login, regionId: own } = principalOf(request)
        const { bytes: read, fileName, field } = await uploadOf(request)
        const bytes = await read()
        const regionId = field('regionId') ?? (own === '*' ? null : own)
        if (regionId === null) throw badInput('请指明区划', 'say which region the plan is of')
        const year = field('year')
        if (year !== undefined && !/^(19|20)\d{2}$/.test(year))
          throw badInput(`“${year}”不是年份`, `"${year}" is no year`)
        const text = await documentText(bytes, fileName)
        const given = { bytes, text, fileName, regionId, year: year === undefined ? undefined : Number(year) }
        const review = await context.inRequest(request, async (trx) =>
          findReview(trx, await openReview(trx, given, login), bindings),
        )
        return reply.status(201).send(review)
      },
    )

    app.get(
      '/reviews',
      { ...plan, schema: { summary: '审阅列表 Reviews', response: { 200: Type.Array(ReviewSummary) } } },
      (request) => context.inRequest(request, listReviews),
    )

    app.get(
      '/reviews/:id',
      { ...plan, schema: { summary: '审阅详情 A review', params: ById, response: { 200: Review } } },
      (request) => context.inRequest(request, (trx) => findReview(trx, request.params.id, bindings)),
    )

    app.post(
      '/reviews/:id/steps',
      {
        ...plan,
        schema: {
          summary: '审阅操作 Take a step of a review',
          params: ById,
          body: StepToTake,
          response: { 200: Review },
        },
      },
      (request) => {
        const { login: by } = principalOf(request)
        const { step, after } = request.body
        return context.inRequest(request, async (trx) => {
          if (step.do === 'bind' && step.binding) await checkBinding(trx, indicators, step.binding)
          return takeStep(trx, request.params.id, { step, by, after }, bindings)
        })
      },
    )

    app.get(
      '/reviews/:id/diff',
      {
        ...plan,
        schema: {
          summary: '与另一份比较 A review against another',
          params: ById,
          querystring: Against,
          response: { 200: ReviewDifference },
        },
      },
      (request) =>
        context.inRequest(request, (trx) =>
          reviewDifference(trx, request.params.id, request.query.against, bindings),
        ),
    )

    app.post(
      '/reviews/:id/campaign',
      {
        ...plan,
        schema: {
          summary: '由审阅生成行动 Make or update the campaign of a review',
          params: ById,
          body: Type.Object({ campaign: Type.Optional(NewCampaignOfReview) }),
          response: { 200: CampaignOfReview },
        },
      },
      (request) =>
        context.inRequest(request, (trx) =>
          applyReview(trx, request.params.id, request.body.campaign, bindings),
        ),
    )

    for (const [format, write] of [
      [
        'xlsx',
        ({ title, items }: Review) =>
          ledgerXlsx(
            title,
            ledgerItems(items),
            items.filter(({ state }) => state === 'rejected'),
          ),
      ],
      ['docx', ({ title, items }: Review) => ledgerDocx(title, ledgerItems(items))],
    ] as const)
      app.get(
        `/reviews/:id/ledger.${format}`,
        { ...exported, schema: { summary: '导出任务分解表 Export the ledger', params: ById } },
        async (request, reply) => {
          const { id } = request.params
          const review = await context.inRequest(request, (trx) => findReview(trx, id, bindings))
          const name = encodeURIComponent(`${review.title}任务分解表.${format}`)
          reply
            .type(types[format])
            .header(
              'content-disposition',
              `attachment; filename="ledger.${format}"; filename*=UTF-8''${name}`,
            )
          return reply.send(Buffer.from(await write(review)))
        },
      )

    app.post(
      '/reviews/:id/ledger',
      {
        ...upload,
        schema: {
          summary: '导入修改后的任务分解表 Import the edited ledger',
          params: ById,
          response: { 200: LedgerImport },
        },
      },
      async (request) => {
        const { login: by } = principalOf(request)
        const { bytes, fileName } = await uploadOf(request)
        const book = await readWorkbook(await bytes())
        const rows = ledgerRows(book)
        return context.inRequest(request, async (trx) => {
          const { id } = request.params
          const review = await findReview(trx, id, bindings)
          const { edits, ...compared } = compareLedger(rows, review.items, review.year)
          const { reasons, faults } = compareReasons(rejectedRows(book), review.items)
          const result = {
            ...compared,
            faults: [...compared.faults, ...faults],
            changed: [...compared.changed, ...reasons.map(({ item }) => item)],
          }
          if (result.faults.length > 0) return { ...result, changed: [] }
          if (edits.length + reasons.length > 0) {
            const step: ReviewStep = {
              do: 'import',
              file: fileName,
              edits: [...edits],
              ...(reasons.length === 0 ? {} : { reasons: [...reasons] }),
            }
            const after = review.steps.at(-1)?.number ?? 0
            await takeStep(trx, id, { step, by, after }, bindings)
          }
          return result
        })
      },
    )
  }
