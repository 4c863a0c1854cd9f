import { useEffect, useState } from 'react'
import { startOfDay } from './timeline-rows.ts'

/** The start of the present day; at midnight "Today" becomes "Yesterday" by itself. */
export function useToday(): number {
  const [today, setToday] = useState(() => startOfDay(Date.now()))
  useEffect(() => {
    const look = () => setToday(startOfDay(Date.now()))
    const midnight = new Date(today)
    midnight.setDate(midnight.getDate() + 1)
    const timer = setTimeout(look, midnight.getTime() - Date.now() + 1000)
    // A sleeping machine misses midnight.
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [today])
  return today
}
