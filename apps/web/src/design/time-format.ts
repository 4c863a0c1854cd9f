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
