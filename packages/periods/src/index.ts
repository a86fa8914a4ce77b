export {
  addDays,
  civilDateOf,
  dayOfYear,
  dayStart,
  daysBetween,
  daysInYear,
  formatChinaTime,
  lastDayOfMonth,
  monthOf,
  parseChinaTime,
  quarterOf,
  yearEnd,
} from './china-time.ts'
