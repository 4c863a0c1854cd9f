import { formatDay } from '../design/time-format.ts'

/** Where a new day begins. */
export function DayDivider({ day, today }: { day: number; today: number }) {
  return (
    <div className="flex items-center gap-3 pt-2 pb-4">
      <span className="h-px flex-1 bg-line" />
      <h2 className="font-medium text-muted text-xs">{formatDay(day, today)}</h2>
      <span className="h-px flex-1 bg-line" />
    </div>
  )
}
