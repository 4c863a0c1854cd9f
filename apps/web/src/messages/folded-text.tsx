import { type ReactNode, useState } from 'react'
import { Button } from '../design/button.tsx'

/** What somebody has written whom one has blocked: there for whoever wants to know. */
export function FoldedText({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState(false)
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 text-muted">
        From somebody you have blocked
        <Button look="quiet" size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Hide' : 'Show'}
        </Button>
      </p>
      {shown && children}
    </>
  )
}
