import type { Bilingual, EntityFile, FactValue } from '@qinglan/contract'
import { writeXlsx, type CellValue } from 'hucre'
import type { Db } from '../../database/connect.ts'
import { loadDefinitions } from '../definitions/definition-store.ts'
import type { Language } from '../files/sheet-columns.ts'
import { entityFile } from './entity-file.ts'

const words = {
  zh: {
    facts: '基本情况',
    duties: '义务',
    open: '待办与逾期',
    devices: '设备',
    related: '所属与范围内对象',
    documents: '佐证材料',
    lists: '列入名录',
    history: '变更记录',
    at: '截至',
    simulated: '含模拟数据',
    yes: '是',
    no: '否',
    item: ['项目', '内容', '单位'],
    duty: ['系统', '规则', '版本', '是否受约束', '状态', '期限', '义务', '已有', '应有', '依据或原因'],
    openItem: ['种类', '编号', '名称', '规则', '义务', '状态', '期限'],
    device: ['种类', '编号', '名称', '义务', '安装日期', '停用日期', '最近数据', '点位'],
    relation: ['种类', '编号', '名称', '状态', '逾期', '待办', '已履行'],
    document: ['种类', '编号', '名称', '类型', '义务', '日期', '有效期至', '内容'],
    list: ['名录', '批次名称', '列入日期', '列入批次', '退出日期', '退出批次', '原因'],
    version: ['版本', '生效日期', '状态', '登记人', '登记时间', '原因', '内容'],
    key: '编号',
    state: '状态',
    region: '行政区代码',
    entered: '登记日期',
    status: { fulfilled: '已履行', open: '待办', late: '逾期', none: '—' },
    bound: { yes: '受约束', no: '不受约束', unknown: '无法判断' },
  },
  en: {
    facts: 'Facts',
    duties: 'Duties',
    open: 'Open and late',
    devices: 'Devices',
    related: 'What belongs to it',
    documents: 'Evidence',
    lists: 'Lists',
    history: 'Versions', // Excel keeps the name History for itself
    at: 'As of',
    simulated: 'contains simulated data',
    yes: 'yes',
    no: 'no',
    item: ['Item', 'Content', 'Unit'],
    duty: ['Row', 'Rule', 'Edition', 'Bound', 'Status', 'Due', 'Duty', 'Have', 'Need', 'Cited or why'],
    openItem: ['Kind', 'Key', 'Name', 'Rule', 'Duty', 'Status', 'Due'],
    device: ['Kind', 'Key', 'Name', 'Duty', 'Installed', 'Until', 'Last data', 'Site'],
    relation: ['Kind', 'Key', 'Name', 'State', 'Late', 'Open', 'Fulfilled'],
    document: ['Kind', 'Key', 'Name', 'Type', 'Duty', 'Date', 'Valid to', 'Content'],
    list: ['List', 'Batch', 'Entered on', 'Batch no.', 'Left on', 'With batch no.', 'Reason'],
    version: ['Version', 'Effective on', 'State', 'By', 'Entered at', 'Reason', 'Content'],
    key: 'Key',
    state: 'State',
    region: 'Region code',
    entered: 'Entered on',
    status: { fulfilled: 'fulfilled', open: 'open', late: 'late', none: '—' },
    bound: { yes: 'bound', no: 'not bound', unknown: 'cannot be told' },
  },
} as const

type Row = CellValue[]

const said = (facts: Readonly<Record<string, FactValue>>): string =>
  Object.entries(facts)
    .map(([fact, value]) => `${fact}=${String(value)}`)
    .join('; ')

/** Everything of an entity's file, a sheet for each part. */
export async function entityFileXlsx(
  db: Db,
  id: string,
  { on, lang }: { on: string; lang: Language },
): Promise<{ bytes: Uint8Array; key: string }> {
  const file = await entityFile(db, id, on)
  const { kinds } = await loadDefinitions(db)
  const w = words[lang]
  const say = (text: Bilingual) => text[lang]
  const kindTitle = (kind: string) => kinds.get(kind)?.title[lang] ?? kind
  const stateTitle = (kind: string, state: string | null) =>
    kinds.get(kind)?.states?.find((s) => s.key === state)?.title[lang] ?? state
  const cell = (value: FactValue | undefined): CellValue =>
    typeof value === 'boolean' ? (value ? w.yes : w.no) : (value ?? null)
  const sheet = (name: string, heading: readonly string[], rows: readonly Row[]) => ({
    name,
    rows: [[...heading], ...rows],
    freezePane: { rows: 1 },
  })
  const { entity, kind, derived, obligations, related, versions } = file.detail
  const of = (i: { kind: string; key: string; name: string }): Row => [kindTitle(i.kind), i.key, i.name]
  const bytes = await writeXlsx({
    sheets: [
      sheet(w.facts, w.item, [
        [kindTitle(entity.kind), entity.name, null],
        [w.at, entity.simulated ? `${on} (${w.simulated})` : on, null],
        ...kind.columns.map((c): Row => [
          say(c.title),
          cell(c.choices?.[String(entity.facts[c.fact])]?.[lang] ?? entity.facts[c.fact]),
          c.unit,
        ]),
        ...derived.map((d): Row => [say(d.title), d.value ?? d.why, d.unit]),
        ...(kind.states.length > 0
          ? [[w.state, stateTitle(entity.kind, entity.state), null] satisfies Row]
          : []),
        [w.region, entity.regionId, null],
        [w.entered, entity.enteredOn, null],
      ]),
      sheet(w.duties, w.duty, dutyRows(obligations, { say, status: w.status, bound: w.bound })),
      sheet(
        w.open,
        w.openItem,
        file.openItems.map((i) => [...of(i), say(i.title), say(i.duty), w.status[i.status], i.due]),
      ),
      sheet(
        w.devices,
        w.device,
        file.devices.map((d) => [...of(d), say(d.duty), d.on, d.until, d.lastDataOn, d.site]),
      ),
      sheet(
        w.related,
        w.relation,
        related.map((r) => [...of(r), stateTitle(r.kind, r.state), r.late, r.open, r.fulfilled]),
      ),
      sheet(
        w.documents,
        w.document,
        file.documents.map((d) => [...of(d), d.type, say(d.duty), d.on, d.until, said(d.data)]),
      ),
      sheet(
        w.lists,
        w.list,
        file.lists.map((l) => [
          l.list,
          l.title,
          l.enteredOn,
          l.enteredBatch,
          l.leftOn,
          l.leftBatch,
          l.reason,
        ]),
      ),
      sheet(
        w.history,
        w.version,
        versions.map((v) => [
          v.version,
          v.effectiveOn,
          stateTitle(entity.kind, v.state),
          v.changedBy,
          v.changedAt,
          v.reason,
          said(v.facts),
        ]),
      ),
    ],
  })
  return { bytes, key: entity.key }
}

function dutyRows(
  obligations: EntityFile['detail']['obligations'],
  {
    say,
    status,
    bound,
  }: {
    say: (text: Bilingual) => string
    status: Readonly<Record<string, string>>
    bound: Readonly<Record<string, string>>
  },
): Row[] {
  return obligations.flatMap((o): Row[] => {
    const why = o.why ?? said(o.cited)
    const rule: Row = [o.row, say(o.title), o.edition, bound[o.bound] ?? o.bound]
    if (o.duties.length === 0) return [[...rule, status[o.status] ?? '', null, null, null, null, why]]
    return o.duties.map((d) => [
      ...rule,
      status[d.status] ?? d.status,
      d.due,
      say(d.title),
      d.have,
      d.need,
      why,
    ])
  })
}
