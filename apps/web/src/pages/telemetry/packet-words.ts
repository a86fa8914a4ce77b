type Language = 'zh' | 'en'
type Words = Readonly<Record<string, readonly [zh: string, en: string]>>

const say = (words: Words, key: string, language: Language): string | undefined => {
  const found = Object.hasOwn(words, key) ? words[key] : undefined
  return found?.[language === 'zh' ? 0 : 1]
}

const reasons: Words = {
  garbage: ['不是报文', 'no packet'],
  truncated: ['报文不完整', 'cut off'],
  'bad-length': ['长度与内容不符', 'the length does not fit the content'],
  'too-long': ['过长', 'too long'],
  'modbus-crc': ['校验码按 MODBUS 算法计算', 'the CRC is that of MODBUS'],
  'bad-crc': ['校验码错误', 'wrong CRC'],
}

const deviations: Words = {
  'no-crlf': ['缺少回车换行', 'no CR LF at its end'],
  'crc-lower-case': ['校验码为小写', 'CRC in lower case'],
  'crc-of-another-algorithm': ['校验码不是本标准算法', 'the CRC is of another algorithm'],
  'stray-bytes': ['报文前后有多余字节', 'bytes before or behind it'],
  'segment-over-1024': ['数据段超过 1024 字节', 'a segment over 1024 bytes'],
  'no-qn': ['缺 QN', 'no QN'],
  'bad-qn': ['QN 不是时间', 'a QN that is no time'],
  'no-st': ['缺 ST', 'no ST'],
  'no-cn': ['缺 CN', 'no CN'],
  'no-pw': ['缺 PW', 'no PW'],
  'empty-pw': ['PW 为空', 'an empty PW'],
  'no-mn': ['缺 MN', 'no MN'],
  'empty-mn': ['MN 为空', 'an empty MN'],
  'no-flag': ['缺 Flag', 'no Flag'],
  'sub-packet-bit-without-numbers': [
    '标明分包而无 PNUM、PNO',
    'says that it is a part, without PNUM and PNO',
  ],
  'numbers-without-sub-packet-bit': ['有 PNUM、PNO 而未标明分包', 'PNUM and PNO, without the bit for parts'],
  'numbers-in-cp': ['PNUM、PNO 写在数据区内', 'PNUM and PNO within the CP'],
  'part-beyond-count': ['包号超出总包数', 'a part beyond their number'],
  'no-data-time': ['缺 DataTime', 'no DataTime'],
  'cp-may-be-enciphered': ['数据区可能已加密', 'the CP may be enciphered'],
  'bad-data-time': ['DataTime 不是 14 位时间', 'a DataTime that is no time of 14 digits'],
  'data-time-with-milliseconds': ['DataTime 带毫秒', 'a DataTime with milliseconds'],
  'same-name-twice': ['同名字段重复', 'the same name twice'],
  'unknown-statistic': ['未知的统计后缀', 'a statistic that is not known'],
  'value-not-numeric': ['数值不是数字', 'a value that is no number'],
  'not-utf-8': ['中文为 GBK 编码', 'Chinese text in GBK'],
  'no-cp': ['缺数据区 CP', 'no CP'],
  'cp-not-opened': ['数据区没有 && 开头', 'a CP without && before it'],
  'cp-not-closed': ['数据区没有 && 结尾', 'a CP without && behind it'],
  'stray-item': ['数据区有无法识别的内容', 'something in the CP that cannot be read'],
  'stray-space-in-cp': ['数据区有多余空格', 'spaces in the CP'],
  'field-name-case': ['字段名大小写不符', 'a field name in another case'],
  'stray-separator': ['多余的分隔符', 'a separator too many'],
  'missing-separator': ['缺少分隔符', 'a separator missing'],
  'stray-space': ['多余空格', 'a space too many'],
  'bad-number': ['数字字段不是数字', 'a number that is none'],
}

const absences: Words = {
  empty: ['空', 'empty'],
  sentinel: ['无效值代码', 'a code for no value'],
  null: ['无', 'none'],
  nan: ['非数', 'not a number'],
  'not-numeric': ['不是数字', 'no number'],
}

/** HJ 212-2017 table 8. */
const flags: Words = {
  N: ['正常', 'normal'],
  F: ['停运', 'stopped'],
  M: ['维护', 'maintenance'],
  S: ['手工输入', 'by hand'],
  D: ['故障', 'fault'],
  C: ['校准', 'calibration'],
  T: ['超上限', 'over range'],
  B: ['通讯异常', 'line'],
}

/** HJ 212-2017 tables 7 and 6. */
const returns: Readonly<Record<string, Words>> = {
  QnRtn: {
    '1': ['准备执行', 'ready'],
    '2': ['请求被拒绝', 'refused'],
    '3': ['PW 错误', 'wrong PW'],
    '4': ['MN 错误', 'wrong MN'],
    '5': ['ST 错误', 'wrong ST'],
    '6': ['Flag 错误', 'wrong Flag'],
    '7': ['QN 错误', 'wrong QN'],
    '8': ['CN 错误', 'wrong CN'],
    '9': ['CRC 错误', 'wrong CRC'],
    '100': ['未知错误', 'unknown'],
  },
  ExeRtn: {
    '1': ['执行成功', 'done'],
    '2': ['执行失败,原因不明', 'failed'],
    '3': ['命令请求条件错误', 'wrong condition'],
    '4': ['通讯超时', 'timeout'],
    '5': ['系统繁忙', 'busy'],
    '6': ['系统故障', 'system fault'],
    '100': ['没有数据', 'no data'],
  },
}

/** Why a packet is refused. */
export const reasonText = (reason: string, language: Language): string =>
  say(reasons, reason, language) ?? reason

/** How it departs from the standard. */
export const deviationText = (deviation: string, language: Language): string =>
  say(deviations, deviation, language) ?? deviation

/** Why there is no number. */
export const absenceText = (absence: string, language: Language): string =>
  say(absences, absence, language) ?? absence

/** What a mark means; the empty text for one that is not known. */
export const flagText = (flag: string, language: Language): string => say(flags, flag, language) ?? ''

/** What a return code means; the empty text for any other field. */
export const returnText = (field: string, code: string, language: Language): string =>
  say(returns[field] ?? {}, code, language) ?? ''
