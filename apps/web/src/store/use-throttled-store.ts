import type { ReadableStore } from '@chat/client'
import { useCallback, useSyncExternalStore } from 'react'
import { createThrottle } from './throttle.ts'

/** One for all, so that what belongs together is drawn together. */
const throttle = createThrottle()

/**
 * As `useStore`, for what may change more often than anybody can see: drawing a busy room for every single message would
 * leave a slow phone no time for anything else. Not for what somebody types, which React puts back if it comes late.
 */
export function useThrottledStore<T>(store: ReadableStore<T>): T {
  const subscribe = useCallback((listener: () => void) => store.subscribe(() => throttle(listener)), [store])
  return useSyncExternalStore(subscribe, store.get, store.get)
}
