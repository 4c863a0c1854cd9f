import { createContext, use } from 'react'

/** Where a text stands, of all that are shown; unknown where nothing is to be remembered of how it was looked at. */
export const TextPlace = createContext<string | undefined>(undefined)

/**
 * Where code is unfolded, for as long as somebody is signed in. Places say nothing of what is written there, and that
 * may be deleted.
 */
export const UnfoldedCode = createContext<Set<string>>(new Set())

/** Whether the code that begins in this line of its text has been unfolded, and how that is kept. */
export function useUnfolded(line: number): [boolean, (on: boolean) => void] {
  const unfolded = use(UnfoldedCode)
  const text = use(TextPlace)
  const place = `${text} ${line}`
  function keep(on: boolean): void {
    if (on && text !== undefined) unfolded.add(place)
    else unfolded.delete(place)
  }
  return [unfolded.has(place), keep]
}
