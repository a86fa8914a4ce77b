const SCORING =
  /百分制|分(?:以[上下])?为(?:优秀|良好|合格|不合格|一般|较差)|(?:扣|加|减|奖|得|计|扣减)(?:\d+(?:\.\d+)?[、~-]?)+分|扣完为止|不得分(?!解)|比例[加扣]分|[加扣]分(?:项)?$|得满分|(?:考核|得分|评分|测评)[^,]{0,6}占|^(?:考核)?得分/

/** Whether a clause tells how points are given: 得2分, 每出现一例扣1分. Such a clause promises nothing. */
export function givesPoints(text: string): boolean {
  return SCORING.test(text)
}
