import type { Bilingual, Comparator, TargetState, TaskRow, Theme } from '@qinglan/contract'

export type Language = 'zh' | 'en'

export const stateNames: Readonly<Record<TargetState, Bilingual>> = {
  missed: { zh: '未达成', en: 'missed' },
  'at-risk': { zh: '有风险', en: 'at risk' },
  'not-assessable': { zh: '待下达', en: 'not assessable' },
  'no-data': { zh: '缺数据', en: 'no data' },
  'not-active': { zh: '未启动', en: 'not active' },
  'on-track': { zh: '正常推进', en: 'on track' },
  met: { zh: '已达成', en: 'met' },
}

/** The most endangered first. */
export const statesByDanger = Object.keys(stateNames) as readonly TargetState[]

export const taskStateNames: Readonly<Record<TaskRow['state'], Bilingual>> = {
  done: { zh: '已完成', en: 'done' },
  'on-time': { zh: '按期', en: 'on time' },
  'at-risk': { zh: '有风险', en: 'at risk' },
  late: { zh: '逾期', en: 'late' },
  'not-started': { zh: '未开始', en: 'not started' },
}

export const themeNames: Readonly<Record<Theme, Bilingual>> = {
  air: { zh: '大气', en: 'air' },
  water: { zh: '水', en: 'water' },
  sea: { zh: '海洋', en: 'sea' },
  soil: { zh: '土壤', en: 'soil' },
  waste: { zh: '固废', en: 'waste' },
  carbon: { zh: '低碳', en: 'carbon' },
  ecology: { zh: '生态', en: 'ecology' },
  noise: { zh: '噪声', en: 'noise' },
  risk: { zh: '风险', en: 'risk' },
  governance: { zh: '治理', en: 'governance' },
  other: { zh: '其他', en: 'other' },
}

/** A comparator as people write it in a table. */
export function comparatorText(comparator: Comparator): Bilingual {
  switch (comparator) {
    case '>=':
      return { zh: '≥', en: '≥' }
    case '<=':
      return { zh: '≤', en: '≤' }
    case '=':
    case '>':
    case '<':
      return { zh: comparator, en: comparator }
    case 'increase_by>=':
      return { zh: '增≥', en: 'up by ≥' }
    case 'decrease_by>=':
      return { zh: '降≥', en: 'down by ≥' }
    case 'complete_count>=':
      return { zh: '完成≥', en: 'done ≥' }
    case 'range':
      return { zh: '范围', en: 'range' }
    case 'none':
      return { zh: '完成', en: 'done' }
  }
}
