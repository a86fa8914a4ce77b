import { formatChinaTime } from '@qinglan/periods'

/** An instant to the minute, as clocks in China show it. */
export const chinaMinute = (instant: string): string => formatChinaTime(Date.parse(instant)).slice(0, 16)
