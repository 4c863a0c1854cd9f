import { useEffect, useRef } from 'react'

/**
 * Tells whether something is still what it was when this was drawn; what is undefined or gone is not. For what comes of an
 * answer: whoever has asked may have closed meanwhile what they asked from, and be busy with something else.
 */
export function useStill(value: unknown): () => boolean {
  const latest = useRef<unknown>(undefined)
  useEffect(() => {
    latest.current = value
    return () => {
      latest.current = undefined
    }
  }, [value])
  return () => value !== undefined && latest.current === value
}
