import { readDate } from '../tokens/dates.ts'
import { type Line, isContentsLine } from './lines.ts'

/** What stands around the plan proper. */
export interface Frame {
  title: string | null
  issuer: string | null
  issuedOn: string | null
  year: number | null
  /** Index of the first line of the plan proper, and of the line after its last. */
  bodyFrom: number
  bodyTo: number
}

const PLAN_WORD =
  /(?:计划|方案|规划|意见|细则|办法|纲要|措施|要点|清单|任务书|责任书|决定|安排|部署|条例|标准|行动|任务|目标|制度|汇编|表)(?:\(.{1,30}\))*$/
const LETTER = /(?:通知|函|公告|通告|批复)(?:\(.{1,20}\))*$/
const OFFICE = /(?:人民政府|办公厅|办公室|委员会|指挥部|领导小组|管委会|国务院|中央|厅|局|部|院|委)$/
const FOOTER =
  /^(?:扫一扫|分享(?:$|[到至:])|打印(?:$|本|此|页|关闭|收藏)|关闭(?:$|窗口|本|页)|[[【]?打印|仅打印|相关(?:政策|报道|文件|链接|附件|解读|稿件|阅读|新闻|文章|推荐)|上一[篇条]|下一[篇条]|版权所有|主办(?:单位)?:|承办(?:单位)?:|网站(?:标识码|地图|声明)|联系我们|责任编辑|编辑:|[\u4e00-\u9fff]{0,2}ICP备|.{0,10}公网安备|抄送:|.{0,30}\d{4}年\d{1,2}月\d{1,2}日印发$|返回顶部|附件下载|点击下载|来源:|热度:|浏览次数|字号|\[?(?:大|中|小)\]?$|声明:|免责声明|以上(?:文章|内容|信息)(?:仅|系|来源|均)|本(?:网|站|文)(?:仅|只|转载|系|来源)|备注:数据|【?(?:免责|版权)|我要纠错|回到顶部|信息来源:|关于我们|隐私|友情链接|微信|用微信)/
/** A table, a heading or an annex: below the last of them the page begins. */
const BODY_LINE =
  /[^\s|]\s*\||\t|^[一二三四五六七八九十]{1,3}、|^\([一二三四五六七八九十]{1,3}\)|^附[件表录]\d{0,2}$|[。;]$/
const LETTER_BODY =
  /(?:现将|现印发|现予印发|现转发).{0,160}(?:印发|转发|给你们|发布)|请(?:认真|遵照|结合实际|各地|抓好).{0,30}(?:执行|实施|落实|贯彻)。$/
const MAX_TITLE = 70

const squeeze = (text: string): string => text.replaceAll(/[ \t《》]/g, '')

function isTitle(text: string): boolean {
  const bare = squeeze(text)
  return (
    bare.length >= 5 &&
    bare.length <= MAX_TITLE &&
    !/[。;,|\t]/.test(bare) &&
    !/^[(\d一二三四五六七八九十]{1,3}[、.)]/.test(bare) &&
    PLAN_WORD.test(bare)
  )
}

/** The first line of a title set over two: it names a place or a year, and ends no sentence. */
function isFirstHalf(text: string): boolean {
  return (
    text.length <= 40 &&
    !isTitle(text) &&
    /年|省|市|县|区|国/.test(text) &&
    !/[。;,:|日]|关于(?:印发|转发|公布|下达|调整|成立|开展|做好)|(?:政府|办公厅|办公室|委员会|局|厅)$/.test(
      text,
    )
  )
}

const NEWS_FOLLOWS =
  /^(?:日前|近日|昨[日天]|记者|[^,。]{0,24}(?:[讯电](?:[,(据]|记者)|近日|日前)|(?:发布|更新|成文)?(?:时间|日期):|来源:)/
/** A first line that ends no sentence, above running text: what a page is headed with. */
function isHeadline(lines: readonly Line[]): boolean {
  const [first, next] = [lines[0]?.text ?? '', lines[1]?.text ?? '']
  if (first.length < 8 || first.length > 45 || /[。;|\t]/.test(first)) return false
  if (NEWS_FOLLOWS.test(next)) return !/^[一二三四五六七八九十\d]{1,3}[、.]/.test(first)
  return !/[,:]|[\d%](?:以[上下]|以内)?$/.test(first) && next.length > first.length && /[。;]$/.test(next)
}

interface Candidate {
  title: string
  from: number
  to: number
}

function candidates(lines: readonly Line[], firstHeading: number): Candidate[] {
  const found: Candidate[] = []
  for (let i = 0; i < firstHeading; i++) {
    const line = lines[i]!
    const next = lines[i + 1]
    if (next !== undefined && i + 1 < firstHeading && isFirstHalf(line.text)) {
      const joined = line.text + next.text
      // The second half of a title names no place and no year of its own.
      if (next.text.length <= 30 && !/年|省|市|县|区|国|:/.test(next.text) && isTitle(joined)) {
        found.push({ title: squeeze(joined), from: i, to: i + 2 })
        i++
        continue
      }
    }
    // Below the first table stand captions, no titles.
    if (/[|\t]/.test(line.text) && !ABOUT.test(line.text)) break
    if (isTitle(line.text) && !/^(?:附件|附表|专栏|[表图][\d一二三四五六七八九十])/.test(line.text))
      found.push({ title: squeeze(line.text), from: i, to: i + 1 })
  }
  return found
}

/** A row of what a page tells of a document, above it: 索引号, 发文机关, 标题. */
const ABOUT =
  /^\|?\s*(?:索引号|发文机关|发文字号|标题|主题词|主题分类|成文日期|发布日期|文号|名称|信息名称|文件名称|效力|有效性)\s*:?\s*(?:\||$|\S)/
const NAMED = /(?:^|\|)\s*(?:标题|文件名称|信息名称|名称)\s*:\s*\|?\s*([^|]{6,70}?)\s*(?:\||$)/

/** The title as a page names it in a row of its own. */
function titleInRows(lines: readonly Line[]): string | null {
  for (const { text } of lines.slice(0, 20)) {
    const named = NAMED.exec(text.replaceAll(/(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff:])/g, ''))?.[1]
    if (named !== undefined && (PLAN_WORD.test(named) || LETTER.test(named))) return squeeze(named)
  }
  return null
}

const PUBLISHED = /(?:(?:发布|成文|发文|印发|生成|公开)(?:日期|时间)|^时间|来源:.{2,20}时间):/
const ISSUED_BY =
  /(?:发布|发文|制定)(?:机构|机关|单位):([\u4e00-\u9fff、()]{3,30}?(?:政府|办公厅|办公室|委员会|局|厅|委|部))(?=$|[^\u4e00-\u9fff]|发布|成文|发文|公开|生成|主题|印发)/

/** The day named right after certain words of a line. */
function dateAfter(line: string, words: RegExp): string | null {
  const found = words.exec(line)
  if (found === null) return null
  const date = readDate(line, found.index + found[0].length, null)
  return date?.iso ?? null
}

/** The day a line gives when it gives nothing else. */
function readDateLine(line: string): string | null {
  const text = line.replaceAll(/^[([]|[)\]]$/g, '')
  const date = text.length > 24 ? null : readDate(text, 0, null)
  return date !== null && date.end === text.length && date.role === null && /\d日?$|日$/.test(text)
    ? date.iso
    : null
}

function yearOf(title: string | null): number | null {
  if (title === null) return null
  // 2021年工作总结及2022年工作计划: the plan's is the later.
  const later = /(?:总结|情况|回顾)[^\d]{0,6}(20\d\d)年/.exec(title)
  const named = later ?? /(20\d\d)年?(?:度)?/.exec(title)
  return named === null ? null : Number(named[1])
}

/** 2020年是…收官之年, 为做好2020年大气污染防治工作: the year that the words before the first heading work for. */
const YEAR_AT_WORK =
  /(?:^|[。,])(20\d\d)年度?是[^。;]{2,60}(?:之|的[^。;]{0,8})一?年|(?:做好|完成|抓好|推进|部署|落实|打赢|打好)(20\d\d)年度?[^,。;]{2,30}(?:工作|任务|目标|攻坚)/

function yearAtWork(lines: readonly Line[]): number | null {
  for (const { text } of lines) {
    const found = YEAR_AT_WORK.exec(text.slice(0, 400))
    if (found !== null) return Number(found[1] ?? found[2])
  }
  return null
}

/** 2018年9月底前: the earliest year that names a month to be done in, or else the one year named at all, where nothing else tells the plan's. */
function yearOfFirstMonth(lines: readonly Line[]): number | null {
  const years = lines
    .slice(0, 60)
    .flatMap(({ text }) =>
      [...text.matchAll(/(20\d\d)年\d{1,2}月(?:(?:\d{1,2}日)?之?前|底|末)/g)].map((found) =>
        Number(found[1]),
      ),
    )
  if (years.length > 0) return Math.min(...years)
  const named = new Set(
    lines
      .slice(0, 60)
      .flatMap(({ text }) =>
        [...text.matchAll(/(?<![到至较比与年])(20\d\d)年(?!代)/g)].map((found) => found[1]),
      ),
  )
  return named.size === 1 ? Number([...named][0]) : null
}

/** “十四五” begins in 2021. */
function fiveYearStart(title: string | null): number | null {
  const count = /“?十([一二三四五六七八])五”?/.exec(title ?? '')?.[1]
  return count === undefined ? null : 2006 + 5 * '一二三四五六七八'.indexOf(count)
}

/** Finds title, issuer, date, and where the plan proper begins and ends, by the form of an official document. */
export function readFrame(lines: readonly Line[], isHeading: (line: Line) => boolean): Frame {
  const found = lines.findIndex((line) => isHeading(line) && !isContentsLine(line.text))
  const firstHeading = found < 0 ? lines.length : found
  const titles = candidates(lines, Math.min(firstHeading, 60))
  const plans = titles.filter(({ title }) => !LETTER.test(title) && !/关于(?:印发|转发)/.test(title))
  const last = plans.at(-1)
  // The title that is repeated is the plan's; the last one that stands alone opens the plan proper.
  const chosen =
    plans.filter((one) => plans.some((other) => other !== one && other.title === one.title)).at(-1) ?? last
  const headline = chosen === undefined && found !== 0 && isHeadline(lines)
  let bodyFrom = chosen?.to ?? (headline ? 1 : 0)
  let issuedOn: string | null = null
  let issuer: string | null = null
  // What the page around the document says of it counts where the document itself does not tell.
  let saidOn: string | null = null
  let saidBy: string | null = null
  const head = Math.min(firstHeading, lines.length)
  for (let i = 0; i < head; i++) {
    const line = lines[i]!
    const date = readDateLine(line.text)
    if (date !== null) {
      issuedOn ??= date
      const above = lines[i - 1]?.text ?? ''
      if (issuer === null && above.length <= 30 && OFFICE.test(above) && !above.startsWith('各'))
        issuer = squeeze(above)
    }
    if (LETTER_BODY.test(line.text) && i >= bodyFrom) bodyFrom = i + 1
    saidOn ??= dateAfter(line.text, PUBLISHED)
    saidBy ??= ISSUED_BY.exec(line.text)?.[1] ?? null
  }
  if (issuer === null) {
    const tail = lines.slice(-12).map((line) => line.text)
    const at = tail.findIndex((text) => readDateLine(text) !== null)
    if (at > 0 && OFFICE.test(tail[at - 1]!) && tail[at - 1]!.length <= 30) {
      issuer = squeeze(tail[at - 1]!)
      issuedOn ??= readDateLine(tail[at]!)
    }
  }
  const about = lines.slice(0, 20).findLastIndex(({ text }) => ABOUT.test(text) && /[|\t]/.test(text))
  bodyFrom = Math.max(bodyFrom, about + 1)
  const inRows = titleInRows(lines)
  const title =
    (chosen !== undefined && inRows?.endsWith(chosen.title) === true ? inRows : chosen?.title) ??
    titleInLetter(lines) ??
    inRows ??
    (headline ? squeeze(lines[0]!.text) : null)
  issuer ??= saidBy ?? issuerOf(title)
  issuedOn ??= saidOn
  let bodyTo = lines.length
  const top = found < 0 ? bodyFrom : Math.max(bodyFrom, firstHeading)
  for (let i = lines.length - 1; i > top; i--) {
    if (FOOTER.test(lines[i]!.text)) bodyTo = i
    else if (lines[i]!.text.length > 60 || BODY_LINE.test(lines[i]!.text)) break
  }
  // A line of its own below the title: (2022年4月至2023年3月).
  const below = /^\((?:自|从)?(20\d\d)(?:年|[-~—])/.exec(lines[chosen?.to ?? -1]?.text ?? '')?.[1]
  const numbered = lines.slice(0, head).map((line) => /[[(](20\d\d)[\])]第?\d{1,4}号$/.exec(line.text)?.[1])
  const ofNumber = numbered.find((one) => one !== undefined)
  return {
    title,
    issuer,
    issuedOn,
    year:
      yearOf(title) ??
      (below === undefined ? null : Number(below)) ??
      (issuedOn !== null
        ? Number(issuedOn.slice(0, 4))
        : ofNumber === undefined
          ? (fiveYearStart(title) ??
            yearAtWork(lines.slice(chosen?.to ?? 0, Math.min(head, 40))) ??
            yearOfFirstMonth(lines))
          : Number(ofNumber)),
    bodyFrom,
    bodyTo,
  }
}

/** The title as the letter names it, where it stands nowhere alone. */
function titleInLetter(lines: readonly Line[]): string | null {
  for (const { text } of lines.slice(0, 40)) {
    const named =
      /《([^《》]{6,60})》/.exec(text)?.[1] ?? /(?:印发|转发)(.{6,60}?)的(?:通知|函)/.exec(text)?.[1]
    if (named !== undefined && (LETTER_BODY.test(text) || LETTER.test(text))) return squeeze(named)
  }
  return null
}

function issuerOf(title: string | null): string | null {
  if (title === null) return null
  const named = /^(中共中央国务院|国务院|.{2,30}?(?:人民政府|办公厅|办公室|委员会|管委会))/.exec(title)
  return named?.[1] ?? null
}
