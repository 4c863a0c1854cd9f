import { useEffect, useState } from 'react'

/** While somebody types, a search waits for the next letter this long. */
const TYPING_MS = 200

/** What somebody has typed, once they pause. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
