import { createStore } from '@chat/client'
import { createContext, use } from 'react'
import { Button } from '../design/button.tsx'
import { useStore } from '../store/use-store.ts'
import type { AppUpdate } from './app-update.ts'

/** The update that the app looks out for; none in tests and during development. */
export const AppUpdateContext = createContext<AppUpdate>({
  ready: createStore(false),
  look: () => {},
  apply: () => location.reload(),
  renew: () => location.reload(),
})

/** One quiet line when a new version waits. */
export function UpdateNotice() {
  const update = use(AppUpdateContext)
  const ready = useStore(update.ready)
  return (
    <div role="status" aria-label="Update" className="empty:hidden">
      {ready && (
        <p className="flex flex-wrap items-center justify-center gap-x-2 border-line border-b bg-selected px-4 py-1 text-sm">
          A new version is ready.
          <Button look="quiet" size="sm" onClick={update.apply}>
            Reload
          </Button>
        </p>
      )}
    </div>
  )
}
