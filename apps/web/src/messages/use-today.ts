import { useEffect, useState } from 'react'
import { startOfDay } from './timeline-rows.ts'

/** A timer until midnight would stand still while the machine sleeps. */
const LOOK_MS = 10_000

/** The start of the present day; after midnight "Today" becomes "Yesterday" by itself. */
export function useToday(): number {
  const [today, setToday] = useState(() => startOfDay(Date.now()))
  useEffect(() => {
    const look = () => setToday(startOfDay(Date.now()))
    const looking = setInterval(look, LOOK_MS)
    // In a hidden tab, timers come late.
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(looking)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return today
}
