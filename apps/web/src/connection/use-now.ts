import { useEffect, useState } from 'react'

/** The present in milliseconds, renewed every second while somebody counts. */
export function useNow(counting: boolean): number {
  const [now, setNow] = useState(Date.now)
  const [wasCounting, setWasCounting] = useState(counting)
  if (counting !== wasCounting) {
    setWasCounting(counting)
    // What it was when somebody last counted is not drawn once more.
    setNow(Date.now())
  }
  useEffect(() => {
    if (!counting) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [counting])
  return now
}
