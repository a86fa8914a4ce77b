// The name before the suffix, and what may not follow it: 省考 and 市级 are no places.
const LONG =
  '(?:特别行政区|自治区|自治州|自治县|经济技术开发区|高新技术产业开发区|经济开发区|开发区|高新区|示范区|产业园区|产业园|科技园|工业园|新区|新城|街道)'
const SHORT = '(?:省|市|县|区|旗|州|盟|镇|乡)'
const NAME = '[^的和及与在对将把使为各全等于从由向以至报经被让给按新建每本我、,;。()“”《》\\s\\dA-Za-z]'
const VERB =
  /列入|划定|启动|印发|分别|初步|加快|完成|完善|加强|推进|开展|建设|组织|落实|实施|建立|打造|优化|提升|强化|推动|统筹|纳入|覆盖|全面|持续|继续|鼓励|引导|支持|督促|指导/
const ONE = new RegExp(
  `^(?:${NAME}{1,10}?${LONG}|${NAME}{1,4}?${SHORT}(?![考控级定直属场域政里内外委民长区镇乡容局住]))(?:\\([^)]{1,12}\\))?`,
)
/** Words that end like a place and are none. */
const COMMON =
  /^(?:自治区$|自治州$|全|各|本|我|市区|城区|园区|县区|地区|城市|城镇|城乡|乡镇|村镇|集镇|建制镇|各县|市、|县、|区、|乡镇|区县|辖区|省市|重点|主要|沿|周边)|(?:建成区|控制区|禁燃区|保护区|辖区|缓冲区|功能区|敏感区|城区|市区|县区|小区|社区|库区|灌区|禁养区|养殖区|限养区|集聚区|集中区|聚集区|管控区|生活区|景区|厂区|矿区|分区|核心区|汇水区|工业园区|化工园区|产业园区|高架区|农业区|地区|片区|区县|湿地公园|(?:城|乡|村|集|建制|重点)镇|缺水城市|(?:绿色|生态|工业|化工|产业|物流|科技|智慧|循环|零碳|低碳|创新|先行|实践|特色|美丽|无废)(?:园区|示范区|引领区|先行区|乡镇|街道|城区|县|镇|乡)|超市|城市|夜市|门市|上市|海域|试点区|先行区|整治区|引领区|乡镇|村镇|示范县|示范市|示范镇|示范乡|服务区|港区|隔离区|功能市|治理区|修复区|水源区|达标区|流域区|产粮县|大县)$/

function place(text: string): string | null {
  const found = ONE.exec(text)?.[0]
  if (found === undefined) return null
  if (VERB.test(found)) return null
  return COMMON.test(found.replace(/\(.*\)$/, '')) || found.length < 2 ? null : found
}

/** The places that open a phrase, found by the grammar of their suffixes: 甲县、乙区PM2.5浓度. No list of names is used. */
export function leadingRegions(text: string): string[] {
  const found: string[] = []
  let rest = text.replace(/^(?:由|在|对|推进|完成|推动)/, '')
  while (rest.length > 0) {
    const one = place(rest)
    if (one === null || one.length > 14) break
    // A name of one character is a place only in a list or before 的.
    if (one.length === 2 && found.length === 0 && !/^[、和及与的]/.test(rest.slice(2))) break
    found.push(one)
    rest = rest.slice(one.length)
    const joint = /^(?:、|和|及|与)/.exec(rest)?.[0]
    if (joint === undefined) break
    rest = rest.slice(joint.length)
  }
  return found
}
