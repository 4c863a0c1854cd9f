/** The language of the screen, with the person's own region and clock where they are known. */
const language = typeof navigator === 'object' ? navigator.language : 'en'
const locale = language.startsWith('en') ? language : 'en'
const hourCycle = new Intl.DateTimeFormat(language, { hour: 'numeric' }).resolvedOptions().hourCycle

const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', ...(hourCycle && { hourCycle }) })
const exact = new Intl.DateTimeFormat(locale, {
  dateStyle: 'full',
  timeStyle: 'medium',
  ...(hourCycle && { hourCycle }),
})
const dayOfYear = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
const dayOfAnyYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })

/** "14:05" */
export function formatTime(at: number): string {
  return time.format(at)
}

/** "14:05", and "2:05" for "2:05 PM": for where there is no room for more. */
export function formatShortTime(at: number): string {
  const parts = time.formatToParts(at).filter(({ type }) => type !== 'dayPeriod')
  return parts
    .map(({ value }) => value)
    .join('')
    .trim()
}

/** "Friday, 20 November 2026 at 14:05:09" */
export function formatExactly(at: number): string {
  return exact.format(at)
}

/** "Today", "Yesterday", "Friday, 20 November", "20 November 2025". Both are starts of days. */
export function formatDay(day: number, today: number): string {
  if (day === today) return 'Today'
  // By the calendar: the day of a clock change has 23 or 25 hours.
  const yesterday = new Date(today)
  yesterday.setDate(yesterday.getDate() - 1)
  if (day === yesterday.getTime()) return 'Yesterday'
  const sameYear = new Date(day).getFullYear() === new Date(today).getFullYear()
  return (sameYear ? dayOfYear : dayOfAnyYear).format(day)
}

const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** "just now", "5 minutes ago", "3 days ago", "on 20 November 2025" */
export function formatAgo(at: number, now: number): string {
  const past = now - at
  if (past < MINUTE) return 'just now'
  if (past < HOUR) return ago.format(-Math.floor(past / MINUTE), 'minute')
  if (past < DAY) return ago.format(-Math.floor(past / HOUR), 'hour')
  if (past < 30 * DAY) return ago.format(-Math.floor(past / DAY), 'day')
  return `on ${dayOfAnyYear.format(at)}`
}

/** The time of somebody in another time zone: "14:05", with the day where it is another one; undefined where it is unknown. */
export function formatTimeIn(at: number, timeZone: string): string | undefined {
  try {
    const options = { timeZone, ...(hourCycle && { hourCycle }) }
    const there = new Intl.DateTimeFormat(locale, { ...options, timeStyle: 'short' }).format(at)
    const weekday = (zone: object) => new Intl.DateTimeFormat(locale, { weekday: 'long', ...zone }).format(at)
    return weekday({ timeZone }) === weekday({}) ? there : `${weekday({ timeZone })} ${there}`
  } catch {
    // A zone that this browser does not have.
    return undefined
  }
}

/** "14:05" for today, "20 November at 14:05" for another day */
export function formatWhen(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  return sameDay ? formatTime(at) : `${dayOfAnyYear.format(at)} at ${formatTime(at)}`
}

/** "today at 14:05", "tomorrow at 09:00", "Monday, 30 November at 09:00", "20 November 2027 at 09:00" */
export function formatLater(at: number, now: number): string {
  const tomorrow = new Date(now)
  tomorrow.setDate(tomorrow.getDate() + 1)
  const [day, today] = [new Date(at), new Date(now)]
  const sameYear = day.getFullYear() === today.getFullYear()
  const which =
    day.toDateString() === today.toDateString()
      ? 'today'
      : day.toDateString() === tomorrow.toDateString()
        ? 'tomorrow'
        : (sameYear ? dayOfYear : dayOfAnyYear).format(at)
  return `${which} at ${formatTime(at)}`
}
