import type { Line } from './lines.ts'

const DAY =
  '(?:20\\d\\d年\\d{1,2}月\\d{1,2}日|20\\d\\d[-./]\\d{1,2}[-./]\\d{1,2}|[一二]?[二〇零○Oo0一三四五六七八九]{3,4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)'
const DATE_LINE = new RegExp(`^[(]?${DAY}[)]?$`)
/** A body that issues documents, by the word its name ends in. */
const BODY =
  '[\\u4e00-\\u9fff、()“”·]{2,36}?(?:人民政府|政府|办公厅|办公室|委员会|指挥部|领导小组|管委会|党委|市委|县委|区委|省委|厅|局|部|院|委|办|公司|集团|中心|总队|支队|大队|街道办事处|办事处)(?:\\(代章\\)|\\(盖?章\\)|\\([^()]{2,12}\\))?'
const SIGNED = new RegExp(`^${BODY}(?:[ 、,]*${BODY})?[ ]*$`)
const SIGNED_AND_DATED = new RegExp(`^(?:${BODY}[ ]*)?${DAY}(?:印发|印)?[。]?$`)
/** What an office sets around a document: to whom copies go, who prints it, whom to ask. */
const OFFICE_LINE =
  /^[([]?(?:抄送|抄报|主送|分送|报送|印送|共印|校对|签发|此件|(?:信息)?公开(?:属性|选项|类别)|(?:[\u4e00-\u9fff]{0,8}?)(?:联系人|联络人|联系电话|联系方式|咨询电话|举报电话|监督电话|值班电话|联系地址|通讯地址|邮政编码|电子邮箱))(?:及|和|与|、)?(?:[\u4e00-\u9fff]{0,8})?(?:[:(]|\d|公开|主动|$)/
const MAX_SIGNERS = 20

/**
 * The lines of a document's close that promise nothing: the issuers' names above their date, copies, printing,
 * persons to ask; wherever they stand, for annexes may follow them.
 */
export function signatureLines(lines: readonly Line[], from: number, to: number): Set<number> {
  const found = new Set<number>()
  for (let i = from; i < to; i++) {
    const { text } = lines[i]!
    if (text.length > 160) continue
    if (OFFICE_LINE.test(text) || (text.length <= 60 && SIGNED_AND_DATED.test(text))) found.add(i)
    if (!DATE_LINE.test(text)) continue
    found.add(i)
    for (let at = i - 1; at >= Math.max(from, i - MAX_SIGNERS) && SIGNED.test(lines[at]!.text); at--)
      found.add(at)
    // The date may stand above the name.
    if (i + 1 < to && lines[i + 1]!.text.length <= 30 && SIGNED.test(lines[i + 1]!.text)) found.add(i + 1)
  }
  return found
}
