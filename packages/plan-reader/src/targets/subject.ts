import { WHOLE_AREA } from '../clauses/vocabulary.ts'
import { HEAD_END, PURE_HEAD } from './indicators.ts'

const LEADING =
  /^(?:[,、;:\s的]|以及|并且|并|且|同时|以及|其中|此外|一是|力争|争取|确保|努力|推动|推进|促进|使|即(?!时|将|期|行)|包括|实现|保持|到|至|截至|均(?!值|衡|质)|分别|要(?!素|求|点)|应(?!急|用|对|答)|须|必须|原则上|基本|以上|以下|以内|及(?!时)|和(?!谐)|与|将|对(?!外|接|标|口|照|象)|全力|全年|年内|期间|末(?!端)|底(?!泥|数|线|栖)|前(?!期|端|沿|置))+/
const TRAILING =
  /(?:的|(?<!可)持续|年均|(?<=[\u4e00-\u9fff]{2})全年|(?:不低于|不少于|不超过|达到?|占)(?:在用|保有|登记|总)[^,\d]{0,3}[量数]|每(?:半年|半月|季度|[日天周月季年旬])|逐年|总体|全部|(?<![平年人户日月季])均|(?<!首)都|(?<![主重需必概])要|(?<![响反供效适对相])应|(?<!必)须|(?<!急)需|必须|应当|分别|各|力争|争取|确保|努力|稳定|保持|达到或?|优于|好于|或优于|或好于|满足|符合|(?<!发)达|控制|(?<!存)在|(?<![行作])为|是|至|到|原则上|一般|(?<![中饱温缓])和|(?<![普涉])及|(?<!参)与|奋斗目标|约束性目标|预期目标|奋斗|目标值?|同比(?:改善)?|较|(?<![占配对环正反])比|相比|上年同期|上年|去年|同期|以来|累计|总计|合计|共计|(?<!公)共|(?<![节集制])约|完成|实现|[:,、(])+$/
const COMPARISON =
  /(?:,)?(?:与|较|比|相较于?|对比|在)?(?:20\d\d年(?:度|底|末)?|上年(?:度|同期)?|去年(?:同期)?|上一年|“?十[一二三四五]五”?(?:期)?末)(?:同期)?(?:相比)?(?:基础上)?(?:,)?/g

const INNER_DATE = /(?:要|应|须)?[于在]?(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日|底|份)?|年?底|年?末)之?前,?/g

/** Takes the frame words off a phrase, leaving the name of what is counted or measured. */
export function bareSubject(text: string): string {
  let subject = text
    .replaceAll(INNER_DATE, '')
    .replaceAll(COMPARISON, '')
    .replace(/^[^(]*\)/, (found) => (found.includes('(') ? found : ''))
  for (let round = 0; round < 4; round++) {
    const next = subject.replace(LEADING, '').replace(TRAILING, '')
    if (next === subject) break
    subject = next
  }
  return subject.replace(/^[^(]{0,3}\)/, '')
}

/** The words for the whole area at the head of a phrase. */
export function leadingScope(text: string): string | null {
  return WHOLE_AREA.exec(text.replace(LEADING, ''))?.[0] ?? null
}

export function withoutScope(text: string): string {
  const rest = text.replace(WHOLE_AREA, '')
  return rest === text ? text : rest.replace(/^(?:的|各|范围内)/, '')
}

const PAUSE = /^、/
const CONJUNCTION = /^(?:、|和|以及|及(?!时|其|以|周边|相关|有关)|与)/

/** What every joint begins with, looked at before any pattern is tried. */
const JOINTS = '、和以及与'

/** Cuts a phrase at its top-level joints: 、 alone, or the conjunctions too. */
export function topLevelParts(text: string, joint: RegExp = CONJUNCTION): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!
    if ('(《“['.includes(char)) depth++
    else if (')》”]'.includes(char)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && JOINTS.includes(char)) {
      const found = joint.exec(text.slice(i, i + 4))
      if (found === null) continue
      parts.push(text.slice(from, i))
      i += found[0].length - 1
      from = i + 1
    }
  }
  parts.push(text.slice(from))
  return parts
}

const AREA =
  '(?:市|县|区|旗|省|州|盟|镇|乡|街道|地区|平原|流域|三角洲|城市群|城市|县城|乡镇|农村|干流|支流|海域|断面|湖|江|河|库|湾|园区|开发区)(?:及其?周边(?:地区|区域)?)?'
const AREA_ONLY = new RegExp(`^[^的]{1,20}${AREA}$`)
const AREA_HEAD = new RegExp(
  `^[^的]{1,16}?${AREA}(?:平原|流域|地区|区域|干流|支流|城市群)?(?![考控级定直属])(?=[^率]{2,})`,
)

/** 甲、乙两区…: the areas named are spoken of as one. */
const TOGETHER = /^[\u4e00-\u9fff]{1,6}[两三四五六](?:个)?(?:区|县|市|地|省|镇|乡|州)/
const POINT_END = /(?:断面|水源地?|水库|点位|站点)$/
const POINTS = /^[^率例]{2,10}(?:断面|水源地|水库|点位|站点)[^、]*?(?:率|比例|浓度)$/
/** A与B衔接率: of both together. */
const RELATION = /与.*(?:衔接|对接|匹配|同步|联网|一致)率$/
const NAMED_PLACE = /^[\u4e00-\u9fff]{1,10}(?<!城|各|地)(?:市|县|(?<![市城郊地园发])区|旗|州|盟|镇|乡|街道)$/

/** Splits A、B和C浓度 into its members, each with the shared head noun; one member when it does not divide cleanly. */
export function splitSubjects(text: string, wanted: number | null): string[] {
  const whole = [text]
  const parts = topLevelParts(text)
  if (parts.length < 2) return whole
  if (parts.slice(0, -1).some((part) => /^(?:新增|新建|改建|扩建|更新|改造|新购|在建|已建)$/.test(part)))
    return whole
  const last = parts.at(-1)!
  if (wanted !== null) {
    for (const cut of [parts, topLevelParts(text, PAUSE)])
      if (cut.length === wanted) return lendHead(cut, cut.at(-1)!)
    return whole
  }
  if (/等/.test(text) || parts.some((part) => part.length < 2)) return whole
  if (RELATION.test(text) || TOGETHER.test(last)) return whole
  const joined = last.indexOf('的')
  if (joined >= 0 && !PURE_HEAD.test(last.slice(joined + 1))) return whole
  if (parts.slice(0, -1).some((part) => part.includes('的'))) return whole
  if (parts.every((part) => HEAD_END.test(part))) return parts
  // 甲市、乙市浓度下降10%: one promise for several places.
  const place = AREA_HEAD.exec(last)?.[0]
  if (place !== undefined && [...parts.slice(0, -1), place].every((part) => NAMED_PLACE.test(part)))
    return [last.slice(place.length)]
  // 甲口、乙桥地表水考核断面水质优良率: one rate of several points.
  if (
    POINTS.test(last) &&
    parts.slice(0, -1).every((part) => part.length <= 8 && !HEAD_END.test(part) && !POINT_END.test(part))
  )
    return whole
  const head = HEAD_END.exec(last)?.[0]
  if (head === undefined || head === last) return whole
  // 柴油和车用尿素抽检合格率: what is shared cannot be told from the last one's own.
  const most = /、/.test(text) ? 8 : 4
  const longer = parts.slice(0, -1).some((part) => ownLength(last) - ownLength(part) >= most)
  if (!SUBSTANCE.test(last) && (longer || ATTRIBUTE.test(parts.at(-2)!))) return whole
  return lendHead(parts, last)
}

/** Kinds of one thing named after them: 新能源和清洁能源公交车. */
const ATTRIBUTE =
  /(?:新能源|清洁能源|[大中小重轻]型|国[一二三四五六]|[省市县国家]级|在用|新建|新增|固定|移动)$/

/** Length of a name without brackets and without the head it ends in. */
function ownLength(part: string): number {
  return part.replaceAll(/\([^)]*\)/g, '').replace(HEAD_END, '').length
}

/** Substances measured, whose names may themselves end like an indicator's (化学需氧量). */
const SUBSTANCE_NAMES =
  '(?:化学需氧量|生化需氧量|氨氮|总磷|总氮|二氧化硫|二氧化碳|二氧化氮|一氧化碳|氮氧化物|挥发性有机物|细颗粒物|可吸入颗粒物|颗粒物|烟粉尘|烟尘|粉尘|臭氧|高锰酸盐指数|石油类|重金属|[A-Z][A-Za-z]*[\\d.]*[a-z]*)(?:\\([^)]*\\))?'
const SUBSTANCE = new RegExp(`^${SUBSTANCE_NAMES}`)
const SUBSTANCE_END = new RegExp(`${SUBSTANCE_NAMES}$`)

const STEP =
  '(?:种植|播种|收获|采收|养殖|加工|收集|转运|运输|清运|贮存|储存|处理|处置|利用|回收|排放|生产|消费|使用|开采|供应)'
const STEPS = new RegExp(`^([\u4e00-\u9fff]{2,10}?)${STEP}$`)
const STEP_ONLY = new RegExp(`^${STEP}$`)

function stepOf(part: string, isLast: boolean): string {
  return isLast ? part.replace(/(?:机械化|综合|无害化|资源化)*(?:率|比例|量|总量|能力)$/, '') : part
}

const BASIN_END = /(?:流域|地区|区域|干流|支流|平原|城市群)$/

function lendHead(parts: readonly string[], last: string): string[] {
  const substance = SUBSTANCE.exec(last)?.[0]
  if (
    substance !== undefined &&
    substance !== last &&
    parts.slice(0, -1).every((part) => SUBSTANCE_END.test(part))
  )
    return parts.map((part, i) => (i === parts.length - 1 ? part : `${part}${last.slice(substance.length)}`))
  // 营运车辆、营运船舶单位周转量排放: what begins alike is as long.
  const first = parts[0]!
  if (
    parts.length === 2 &&
    first.length >= 4 &&
    last.length > first.length &&
    last.startsWith(first.slice(0, 2)) &&
    !HEAD_END.test(first)
  )
    return [`${first}${last.slice(first.length)}`, last]
  // 甲作物种植、收获率: what is done to one thing, step by step.
  const thing = STEPS.exec(first)
  if (
    thing !== null &&
    parts.slice(1).every((part, i) => STEP_ONLY.test(stepOf(part, i === parts.length - 2)))
  )
    return lendHead([first, ...parts.slice(1).map((part) => `${thing[1]!}${part}`)], `${thing[1]!}${last}`)
  const areas = parts.slice(0, -1).every((part) => AREA_ONLY.test(part))
  const area = areas ? AREA_HEAD.exec(last)?.[0] : undefined
  const head = area === undefined ? (HEAD_END.exec(last)?.[0] ?? '') : last.slice(area.length)
  const basin = BASIN_END.exec(area ?? '')?.[0] ?? ''
  return parts.map((part, i) =>
    i === parts.length - 1 || head === '' || (area === undefined && HEAD_END.test(part))
      ? part
      : `${part}${BASIN_END.test(part) ? '' : basin}${head}`,
  )
}

/** 分别 with other members than names: the shared end of joined actions (加油站和油库专项检查). */
export function splitActions(text: string): string[] {
  const parts = topLevelParts(text)
  if (parts.length !== 2 || /等/.test(text)) return [text]
  const [first, last] = [parts[0]!, parts[1]!]
  if (first.length < 3 || last.length < 4) return [text]
  return DOING.test(last) ? [DOING.test(first) ? first : `${first}${DOING.exec(last)![0]}`, last] : [text]
}

const DOING =
  /(?:监督|执法|联合|专项)?(?:抽测|检查|监测|巡查|演练|考核|考评|评估|培训|排查|调度|通报|会商|执法|抽查|检测|督查|督导)$/
