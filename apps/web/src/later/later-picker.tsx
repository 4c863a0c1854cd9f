import { Dialog } from '@base-ui/react/dialog'
import { type FormEvent, useState } from 'react'
import { toCalendarDay } from '../dates/calendar-day.ts'
import { Button, buttonClasses } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { formatLater } from '../design/time-format.ts'
import { type LaterTime, laterAt, momentAt, problemWith, toClockTime } from './later-times.ts'

const NAMES: { readonly [Time in LaterTime]: string } = {
  '20min': 'In 20 minutes',
  '1h': 'In an hour',
  '3h': 'In 3 hours',
  tomorrow: 'Tomorrow morning',
  monday: 'Next Monday',
}

const HOUR = 60 * 60_000

/** Lets somebody choose, in a dialog, when something is to happen: one of some usual times, or a day and a time. */
export function LaterPicker({
  times,
  at,
  action,
  busy,
  problem,
  onChosen,
}: {
  times: readonly LaterTime[]
  /** What is chosen so far. */
  at?: number | undefined
  /** What happens with a day and a time that are chosen. */
  action: string
  busy: boolean
  /** Why it could not be done. */
  problem: string | undefined
  onChosen: (at: number) => void
}) {
  const [now] = useState(Date.now)
  const nextHour = Math.ceil(now / HOUR) * HOUR
  const begin = at !== undefined && at > now ? at : nextHour
  const [day, setDay] = useState(toCalendarDay(begin))
  const [time, setTime] = useState(toClockTime(begin))
  const [wrong, setWrong] = useState<string>()

  function submit(event: FormEvent): void {
    event.preventDefault()
    const moment = momentAt(day, time)
    const found = problemWith(moment, Date.now())
    setWrong(found)
    if (found === undefined && moment !== undefined) onChosen(moment)
  }

  return (
    <>
      <ul className="flex flex-col gap-1">
        {times.map((one) => (
          <li key={one}>
            <button
              type="button"
              disabled={busy}
              onClick={() => onChosen(laterAt(one, Date.now()))}
              className="touch-target flex min-h-9 w-full cursor-pointer items-center justify-between gap-3 rounded-md px-2 text-start hover:bg-hover disabled:cursor-default disabled:opacity-60"
            >
              <span className="shrink-0 font-medium text-sm">{NAMES[one]}</span>
              <span className="text-end text-muted text-sm">{formatLater(laterAt(one, now), now)}</span>
            </button>
          </li>
        ))}
      </ul>
      <form noValidate onSubmit={submit} className="flex flex-col gap-1 border-line border-t px-2 pt-3">
        <div className="flex flex-wrap gap-x-2">
          <TextField
            type="date"
            label="Day"
            className="min-w-36 grow"
            value={day}
            min={toCalendarDay(now)}
            onChange={(event) => setDay(event.target.value)}
          />
          <TextField
            type="time"
            label="Time"
            className="min-w-32 grow"
            value={time}
            onChange={(event) => setTime(event.target.value)}
          />
        </div>
        <div className="-mt-3 flex items-center gap-2">
          <p role="alert" className="min-w-0 flex-1 text-danger text-sm">
            {wrong ?? problem}
          </p>
          <Dialog.Close className={buttonClasses()}>Cancel</Dialog.Close>
          <Button type="submit" look="primary" disabled={busy}>
            {action}
          </Button>
        </div>
      </form>
    </>
  )
}
