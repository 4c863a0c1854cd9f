import { X } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from '../store/use-store.ts'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { dismissNotice, type Notice, shownNotice } from './notices.ts'
import { useAttended } from './use-attended.ts'

/** Long enough to read two lines. Whoever needs longer holds it with the pointer or the keyboard. */
const SHOWN_MS = 8_000

/** Where notices are seen. It is always there: what comes with its text is not read aloud. */
export function NoticePlace() {
  const notice = useStore(shownNotice)
  return (
    <div
      role="status"
      aria-label="Notice"
      className="pointer-events-none fixed inset-x-2 top-[calc(env(safe-area-inset-top)+4rem)] z-30 flex justify-center"
    >
      {notice && <ShownNotice notice={notice} />}
    </div>
  )
}

function ShownNotice({ notice }: { notice: Notice }) {
  const { attended, attention } = useAttended()
  useEffect(() => {
    if (attended) return
    const timer = setTimeout(() => shownNotice.get() === notice && dismissNotice(), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice, attended])
  return (
    <div
      {...attention}
      className="pointer-events-auto flex max-w-md items-center gap-2 rounded-md border border-line bg-raised py-1 ps-3 pe-1 text-sm shadow-raised"
    >
      <p key={notice.id} className="[overflow-wrap:anywhere]">
        {notice.text}
      </p>
      {notice.action && (
        <Button
          size="sm"
          look="quiet"
          onClick={() => {
            dismissNotice()
            notice.action?.run()
          }}
        >
          {notice.action.label}
        </Button>
      )}
      <IconButton icon={X} label="Dismiss" size="sm" onClick={dismissNotice} />
    </div>
  )
}
