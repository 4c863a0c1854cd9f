import { useEffect } from 'react'
import { looking, type Talk } from './looking.ts'

/** Nothing notifies of what somebody has in sight. */
export function useLooking(talk: Talk, inSight: boolean): void {
  useEffect(() => (inSight ? looking.look(talk) : undefined), [talk, inSight])
}
