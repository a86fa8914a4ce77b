import type { Confidence, StandardEdition } from './edition.ts'

/** The editions behind the water, noise and soil modules. */
export const waterEditions: readonly StandardEdition[] = [
  row(
    'GB 3838-2002',
    '2002-06-01',
    'primary',
    '地表水环境质量标准',
    'Environmental quality standards for surface water',
  ),
  {
    ...row(
      '环办[2011]22号',
      '2011-03-09',
      'secondary',
      '地表水环境质量评价办法（试行）',
      'Surface water quality evaluation method (trial)',
    ),
    standard: '地表水环境质量评价办法',
  },
  row('GB 3097-1997', '1998-07-01', 'secondary', '海水水质标准', 'Sea water quality standard'),
  row(
    'HJ 442.10-2020',
    '2021-03-01', // day from memory
    'unverified',
    '近岸海域环境监测技术规范 第十部分 评价及报告',
    'Technical specification for offshore environmental monitoring, part 10: evaluation and report',
  ),
  row('GB/T 14848-2017', '2018-05-01', 'secondary', '地下水质量标准', 'Standard for groundwater quality'),
  {
    ...row(
      'GB 18918-2002',
      '2003-07-01', // day from memory
      'primary',
      '城镇污水处理厂污染物排放标准',
      'Discharge standard of pollutants for municipal wastewater treatment plants',
    ),
    amendments: [{ name: 'GB 18918-2002/XG1-2025', effectiveFrom: '2026-03-01' }],
  },
  row(
    'DB32/4440-2022',
    '2023-03-28',
    'secondary',
    '城镇污水处理厂污染物排放标准（江苏省）',
    'Discharge standard of pollutants for municipal wastewater treatment plants, Jiangsu',
  ),
  row(
    'HJ 356-2019',
    '2020-03-24',
    'unverified',
    '水污染源在线监测系统（CODCr、NH3-N等）数据有效性判别技术规范',
    'Technical guideline for validity of wastewater online monitoring data',
  ),
  row(
    'GB 3096-2008',
    '2008-10-01',
    'secondary',
    '声环境质量标准',
    'Environmental quality standard for noise',
  ),
  row(
    'GB 12348-2008',
    '2008-10-01',
    'primary',
    '工业企业厂界环境噪声排放标准',
    'Emission standard for industrial enterprises noise at boundary',
  ),
  row(
    'HJ 640-2012',
    '2013-03-01', // day from memory
    'secondary',
    '环境噪声监测技术规范 城市声环境常规监测',
    'Technical specification for environmental noise monitoring: routine monitoring in cities',
  ),
  row(
    'GB 15618-2018',
    '2018-08-01',
    'secondary',
    '土壤环境质量 农用地土壤污染风险管控标准（试行）',
    'Soil environmental quality: risk control standard for agricultural land',
  ),
  row(
    'GB 36600-2018',
    '2018-08-01',
    'secondary',
    '土壤环境质量 建设用地土壤污染风险管控标准（试行）',
    'Soil environmental quality: risk control standard for development land',
  ),
]

function row(
  edition: string,
  effectiveFrom: string,
  confidence: Confidence,
  titleZh: string,
  titleEn: string,
): StandardEdition {
  const standard = edition.replace(/-\d{4}$/, '')
  return { standard, edition, titleZh, titleEn, effectiveFrom, effectiveTo: null, confidence }
}
