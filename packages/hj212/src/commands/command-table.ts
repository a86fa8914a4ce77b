import type { Dialect } from '../segment/dialect.ts'

/**
 * What a command is in one direction: a request expects 9011 and 9012 (HJ 212-2017 6.5.1), an upload 9014 when
 * bit A is set (6.5.2), a notice 9013 (6.5.3); an answer ends an exchange.
 */
export type CommandRole = 'request' | 'upload' | 'notice' | 'answer'

/** `down` is platform to device, `up` device to platform. */
export type Direction = 'down' | 'up'

/** A command in one direction, and the plain fields of its CP; `?` marks those that may be missing. */
export interface CommandUse {
  readonly role: CommandRole
  readonly fields: readonly string[]
}

/** A command code 命令编码 of one or more versions (HJ 212-2017 table 9, HJ/T 212-2005 6.5). */
export interface Command {
  readonly cn: string
  readonly nameZh: string
  readonly nameEn: string
  readonly dialects: readonly Dialect[]
  readonly down: CommandUse | null
  readonly up: CommandUse | null
  /** False for HJ 212-2025 and other commands known from second hand only (UNSURE). */
  readonly sure: boolean
}

const ALL: readonly Dialect[] = ['2005', '2017', '2025', 'surface-water']
const OLD: readonly Dialect[] = ['2005']
const SINCE_2017: readonly Dialect[] = ['2017', '2025', 'surface-water']
const ONLY_2017: readonly Dialect[] = ['2017', 'surface-water']
const NEW: readonly Dialect[] = ['2025']

const use = (role: CommandRole, ...fields: string[]): CommandUse => ({ role, fields })
const request = (...fields: string[]): CommandUse => use('request', ...fields)
const upload = (...fields: string[]): CommandUse => use('upload', ...fields)
const notice = (...fields: string[]): CommandUse => use('notice', ...fields)
const answer = (...fields: string[]): CommandUse => use('answer', ...fields)
const range = request('BeginTime', 'EndTime')

type Row = readonly [
  cn: string,
  nameZh: string,
  nameEn: string,
  dialects: readonly Dialect[],
  down: CommandUse | null,
  up: CommandUse | null,
]

const ROWS: readonly Row[] = [
  ['1000', '设置超时时间及重发次数', 'Set timeout and retries', ALL, request('OverTime', 'ReCount'), null],
  ['1001', '设置超限报警时间', 'Set alarm delay', OLD, request('WarnTime'), null],
  [
    '1011',
    '提取现场机时间',
    'Get device time',
    ALL,
    request('PolId?'),
    upload('PolId?', 'SystemTime', 'QN?'),
  ],
  ['1012', '设置现场机时间', 'Set device time', ALL, request('PolId?', 'SystemTime'), null],
  ['1013', '现场机时间校准请求', 'Ask to be set right', SINCE_2017, null, notice('PolId?')],
  ['1021', '提取报警门限值', 'Get alarm limits', OLD, request('PolId?'), upload('QN?')],
  ['1022', '设置报警门限值', 'Set alarm limits', OLD, request(), null],
  ['1031', '提取上位机地址', 'Get platform address', OLD, request(), upload('QN?', 'AlarmTarget')],
  ['1032', '设置上位机地址', 'Set platform address', OLD, request('AlarmTarget'), null],
  ['1041', '提取数据上报时间', 'Get report time', OLD, request(), upload('QN?', 'ReportTime')],
  ['1042', '设置数据上报时间', 'Set report time', OLD, request('ReportTime'), null],
  ['1061', '提取实时数据间隔', 'Get realtime interval', ALL, request(), upload('QN?', 'RtdInterval')],
  ['1062', '设置实时数据间隔', 'Set realtime interval', ALL, request('RtdInterval'), null],
  ['1063', '提取分钟数据间隔', 'Get minute interval', SINCE_2017, request(), upload('MinInterval')],
  ['1064', '设置分钟数据间隔', 'Set minute interval', SINCE_2017, request('MinInterval'), null],
  ['1072', '设置现场机密码', 'Set password', OLD, request('PW'), null],
  ['1072', '设置现场机密码', 'Set password', SINCE_2017, request('NewPW'), null],
  ['2011', '污染物实时数据', 'Realtime data', ALL, request(), upload('DataTime')],
  ['2012', '停止察看实时数据', 'Stop realtime data', ALL, notice(), null],
  ['2021', '设备运行状态', 'State of treatment devices', ALL, request(), upload('DataTime')],
  ['2022', '停止察看设备运行状态', 'Stop device state', ALL, notice(), null],
  ['2031', '污染物日历史数据', 'Day data', ALL, range, upload('DataTime')],
  ['2041', '设备运行时间日历史数据', 'Running hours of the day', ALL, range, upload('DataTime')],
  ['2051', '污染物分钟数据', 'Minute data', ALL, range, upload('DataTime')],
  ['2061', '污染物小时数据', 'Hour data', ALL, range, upload('DataTime')],
  ['2071', '污染物报警记录', 'Alarm records', OLD, range, upload('DataTime')],
  ['2072', '污染物报警事件', 'Alarm event', OLD, null, notice('AlarmTime', 'AlarmType?')],
  ['2081', '数采仪开机时间', 'Logger boot time', SINCE_2017, null, upload('DataTime', 'RestartTime')],
  [
    '3011',
    '零点校准量程校准',
    'Zero and span calibration',
    ['2017', 'surface-water'],
    request('PolId'),
    null,
  ],
  ['3011', '校零校满', 'Zero and span calibration', OLD, request('PolId|PolID'), null],
  ['3012', '即时采样', 'Sample now', ALL, request('PolId|PolID'), null],
  ['3013', '设备操作命令', 'Operate device', OLD, request('PolId|PolID'), null],
  ['3013', '启动清洗反吹', 'Clean or blow back', SINCE_2017, request('PolId'), null],
  ['3014', '设置设备采样时间', 'Set sample times', OLD, request('PolId|PolID', 'CTime'), null],
  ['3014', '比对采样', 'Comparison sampling', ONLY_2017, request('PolId'), null],
  ['3015', '超标留样', 'Retain sample', ONLY_2017, request(), upload('DataTime', 'VaseNo')],
  [
    '3016',
    '设置采样时间周期',
    'Set sampling cycle',
    ONLY_2017,
    request('PolId', 'CstartTime', 'Ctime|CTime'),
    null,
  ],
  [
    '3017',
    '提取采样时间周期',
    'Get sampling cycle',
    ONLY_2017,
    request('PolId'),
    upload('PolId', 'CstartTime', 'Ctime|CTime'),
  ],
  ['3018', '提取出样时间', 'Get sample output time', SINCE_2017, request('PolId'), upload('PolId', 'Stime')],
  [
    '3019',
    '提取设备唯一标识',
    'Get instrument identity',
    SINCE_2017,
    request('PolId'),
    upload('DataTime?', 'PolId'),
  ],
  [
    '3020',
    '现场机信息',
    'Site information',
    SINCE_2017,
    request('PolId?', 'InfoId', 'BeginTime?', 'EndTime?'),
    upload('DataTime', 'PolId?'),
  ],
  ['3021', '设置现场机参数', 'Set a site parameter', SINCE_2017, request('PolId?', 'InfoId'), null],
  ['9011', '请求应答', 'Answer to a request', ALL, null, answer('QN?', 'QnRtn')],
  ['9012', '执行结果', 'Result of a request', ALL, null, answer('QN?', 'ExeRtn')],
  ['9013', '通知应答', 'Answer to a notice', ALL, answer('QN?'), answer('QN?')],
  [
    '9014',
    '数据应答',
    'Answer to data',
    ALL,
    answer('QN?', 'CN?', 'PNO?', 'PNUM?', 'QnRtn?'),
    answer('QN?', 'CN?'),
  ],
]

/** HJ 212-2025 and the sister protocol of surface water, from second hand (UNSURE). */
const UNSURE_ROWS: readonly Row[] = [
  ['1001', '上报数采仪硬件信息', 'Logger sends its hardware serials', NEW, null, notice()],
  ['1002', '下发入网编码', 'Platform gives the network code', NEW, request(), null],
  ['1014', '密钥更换', 'Change of the SM4 key', NEW, request('SKCreateTime', 'NewSK'), notice()],
  ['2013', '原始周期数据', 'Raw periodic data', NEW, range, upload('DataTime')],
  ['2052', '噪声单次监测数据', 'Single noise measurement', NEW, range, upload('DataTime')],
  ['2062', '标准样品核查数据', 'Standard-sample check data', NEW, range, upload('DataTime')],
  ['2111', '炉膛温度五分钟数据', 'Five-minute furnace temperature', NEW, range, upload('DataTime')],
  ['3011', '零点校准量程校准', 'Zero and span calibration', NEW, request('PolId', 'CalibrationType?'), null],
  ['3022', '即时留样', 'Retain a sample now', NEW, request('PolId?'), null],
  ['3024', '启动标准样品核查', 'Start a standard-sample check', NEW, request('PolId'), null],
  ['9015', '心跳', 'Heartbeat', ['2025', 'surface-water', '2017'], null, upload()],
]

const toCommand =
  (sure: boolean) =>
  ([cn, nameZh, nameEn, dialects, down, up]: Row): Command => ({
    cn,
    nameZh,
    nameEn,
    dialects,
    down,
    up,
    sure,
  })

/** All known commands; a code whose meaning changed between versions stands once for each meaning. */
export const commands: readonly Command[] = [
  ...ROWS.map(toCommand(true)),
  ...UNSURE_ROWS.map(toCommand(false)),
]

/** Asked for every packet, so no key is put together for it. */
const BY_DIALECT = new Map<Dialect, Map<string, Command>>()
for (const command of commands) {
  for (const dialect of command.dialects) {
    const known = BY_DIALECT.get(dialect) ?? new Map<string, Command>()
    BY_DIALECT.set(dialect, known.set(command.cn, command))
  }
}

/** Finds a command in a dialect; null when that dialect does not know it, which is no error in the field. */
export function findCommand(cn: string, dialect: Dialect): Command | null {
  return BY_DIALECT.get(dialect)?.get(cn) ?? null
}
