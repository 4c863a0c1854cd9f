/** "2026-11-20", as a date field has it: the day of a moment where the person is. */
export function toCalendarDay(at: number): string {
  const date = new Date(at)
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** The start of a day where the person is; undefined for what is none. */
export function fromCalendarDay(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  if (year === undefined) return undefined
  const date = new Date(Number(year), Number(month) - 1, Number(day))
  return toCalendarDay(date.getTime()) === text ? date.getTime() : undefined
}

/** The start of the day some days before another one. By the calendar: not every day has 24 hours. */
export function daysBefore(day: number, count: number): number {
  const date = new Date(day)
  date.setDate(date.getDate() - count)
  return date.getTime()
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
