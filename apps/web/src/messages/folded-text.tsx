import { type ComponentProps, useState } from 'react'
import { Button } from '../design/button.tsx'
import { MessageText } from '../markdown/message-text.tsx'

/** What somebody has written whom one has blocked: there for whoever wants to know. */
export function FoldedText(message: ComponentProps<typeof MessageText>) {
  const [shown, setShown] = useState(false)
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 text-muted">
        From somebody you have blocked
        <Button look="quiet" size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Hide' : 'Show'}
        </Button>
      </p>
      {shown && <MessageText {...message} />}
    </>
  )
}
