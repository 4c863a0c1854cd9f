import { askForDate } from '../dates/asked-date.ts'
import { formatDay } from '../design/time-format.ts'

/** Where a new day begins, and the way to another. */
export function DayDivider({ day, today }: { day: number; today: number }) {
  return (
    <div className="flex items-center gap-2 pt-2 pb-4">
      <span className="h-px flex-1 bg-line" />
      <h2>
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={`${formatDay(day, today)}, jump to a date`}
          onClick={() => askForDate(day)}
          className="touch-target cursor-pointer rounded-full px-2 py-0.5 font-medium text-muted text-xs hover:bg-hover hover:text-text"
        >
          {formatDay(day, today)}
        </button>
      </h2>
      <span className="h-px flex-1 bg-line" />
    </div>
  )
}
