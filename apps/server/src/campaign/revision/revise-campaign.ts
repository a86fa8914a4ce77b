import type { ChangeKind, FieldChange, NewRevision, ReviewItem, RevisionResult } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { QinglanError, badInput } from '../../errors.ts'
import { announce } from '../../live/live-hub.ts'
import type { Binding } from '../plan/bindings.ts'
import { putItems, unitFinder } from '../plan/put-items.ts'
import { lockReview } from '../review/reviews.ts'
import { lockCampaign } from './campaign-version.ts'
import { carryTargetOn, carryTaskOn, fieldsOf, moveTo, type Place } from './carry-on.ts'
import { compareWithCampaign, type Comparison } from './compare-with-campaign.ts'
import { decide, type Decisions } from './decide.ts'
import { freeCodes } from './free-codes.ts'
import { closeItem, codesOf, openRevision, replacePlan, writeNotes, type Note } from './record-revision.ts'
import { replaceUnits } from './replace-units.ts'

/** What the steps of one revision share. */
interface Work {
  readonly compared: Comparison
  readonly bindings: readonly Binding[]
  readonly unitNamed: (name: string) => string | undefined
  /** The place of an item in the order of the revised plan. */
  readonly place: (code: string, item: ReviewItem) => Place
}

/**
 * Brings a campaign to a revised plan: what was chosen is taken over, added or dropped, the rest is kept; the plan becomes the campaign's
 * document. Ids, bindings, breakdowns and reports of what goes on stay; what is dropped is closed with its reason. All or nothing.
 *
 * @param by who decides
 * @throws QinglanError `conflict` when campaign or review changed since the difference was seen, `forbidden` for a campaign of another
 * office, `bad-input` for choices that do not fit, `not-found`
 */
export async function reviseCampaign(
  db: Db,
  reviewId: string,
  { campaignId, version, choices }: NewRevision,
  by: string,
  bindings: readonly Binding[],
): Promise<RevisionResult> {
  await lockReview(db, reviewId)
  await lockCampaign(db, campaignId)
  const compared = await compareWithCampaign(db, reviewId, campaignId, bindings)
  const { campaign, review, reading, difference } = compared
  if (compared.version !== version)
    throw new QinglanError('conflict', {
      zh: '其间攻坚战或审核有改动，未作任何更新；请刷新比较后再定',
      en: 'campaign or review changed in the meantime; nothing was updated, compare again and decide',
    })
  if (review.region_id !== campaign.regionId)
    throw badInput(
      '该计划属于另一区划，不能更新这个攻坚战',
      'the plan is of another region than the campaign',
    )
  const decisions = decide(difference, choices)
  const order = new Map([...reading.targets, ...reading.tasks].map(({ id }, i) => [id, i]))
  const work: Work = {
    compared,
    bindings,
    unitNamed: await unitFinder(db, review.region_id),
    place: (code, item) => ({ id: `${campaignId}/${code}`, sort: order.get(item.id) ?? 0 }),
  }
  const revisionId = await openRevision(db, compared, by)
  await replacePlan(db, compared)
  for (const pair of difference.same) await moveTo(db, pair, work.place(pair.before.id, pair.after))
  const notes = [
    ...(await takeOver(db, work, decisions.take)),
    ...(await addFresh(db, work, decisions.add)),
    ...(await dropAll(db, campaignId, decisions.drop)),
    ...keptNotes(decisions.keep),
  ]
  await writeNotes(db, { revisionId, campaignId }, notes)
  await announce(db, { type: 'campaign', campaignId })
  const named = [...decisions.take.map(({ after }) => after), ...decisions.add].flatMap((item) => [
    ...item.lead,
    ...item.responsible,
  ])
  const codesThat = (kind: ChangeKind) => notes.filter(({ did }) => did === kind).map(({ code }) => code)
  return {
    campaignId,
    taken: codesThat('taken'),
    added: codesThat('added'),
    kept: codesThat('kept'),
    dropped: codesThat('dropped'),
    unknownUnits: [...new Set(named)].filter((name) => work.unitNamed(name) === undefined),
  }
}

async function takeOver(db: Db, work: Work, take: Decisions['take']): Promise<Note[]> {
  const { targets, tasks } = work.compared.reading
  const readTargets = new Map(targets.map((target) => [target.id, target]))
  const readTasks = new Map(tasks.map((task) => [task.id, task]))
  const notes: Note[] = []
  for (const pair of take) {
    const { before, after } = pair
    const place = work.place(before.id, after)
    const [target, task] = [readTargets.get(after.id), readTasks.get(after.id)]
    const fields: FieldChange[] = []
    if (target) fields.push(...(await carryTargetOn(db, pair, target, place, work.bindings)))
    if (task) fields.push(...(await carryTaskOn(db, pair, task, place)))
    fields.push(...(await replaceUnits(db, place.id, after, work.unitNamed)))
    notes.push({ kind: after.kind, code: before.id, did: 'taken', fields })
  }
  return notes
}

async function addFresh(db: Db, work: Work, add: Decisions['add']): Promise<Note[]> {
  const { campaign, review, reading } = work.compared
  const codes = freeCodes(await codesOf(db, campaign.id), add)
  const coded = <R extends { readonly id: string }>(read: R) => {
    const code = codes.get(read.id)
    return code === undefined ? [] : [{ ...read, code }]
  }
  const fresh = {
    targets: reading.targets.flatMap(coded).map((target) => ({ ...target, restates: null })),
    tasks: reading.tasks.flatMap(coded),
  }
  await putItems(db, { id: campaign.id, regionId: review.region_id, reading: fresh }, work.bindings)
  const notes: Note[] = []
  for (const item of add) {
    const code = codes.get(item.id) ?? item.id
    await moveTo(db, { before: item, after: item, similarity: 1 }, work.place(code, item))
    notes.push({ kind: item.kind, code, did: 'added' })
  }
  return notes
}

async function dropAll(db: Db, campaignId: string, drop: Decisions['drop']): Promise<Note[]> {
  for (const { before, reason } of drop)
    await closeItem(db, `${campaignId}/${before.id}`, before.kind, reason)
  return drop.map(({ before, reason }) => ({ kind: before.kind, code: before.id, did: 'dropped', reason }))
}

const keptNotes = (keep: Decisions['keep']): Note[] =>
  keep.map(({ before, changed, reason }) => ({
    kind: before.kind,
    code: before.id,
    did: 'kept',
    reason,
    fields: changed ? fieldsOf(changed) : [],
  }))
