import { formatChinaTime } from '@qinglan/periods'

/** An instant to the second, China Standard Time; a dash when there is none. */
export const moment = (instant: string | null): string =>
  instant === null ? '–' : formatChinaTime(Date.parse(instant)).slice(0, 19)
