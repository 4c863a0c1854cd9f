import { Dialog } from '@base-ui/react/dialog'
import type { RoomSummary } from '@chat/protocol'
import { useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Button, buttonClasses } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { UnsentWarning } from '../messages/unsent-warning.tsx'

/** Asks before leaving a room, and says what that means. */
export function LeaveRoomDialog({
  room,
  waiting,
  open,
  onOpenChange,
  leave,
}: {
  room: RoomSummary
  /** Messages for this room that have not been sent. */
  waiting: number
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Closes the dialog by itself once it is done. */
  leave: () => Promise<void>
}) {
  return (
    <Modal
      title={
        <>
          Leave <bdi className="[overflow-wrap:anywhere]">{room.name}</bdi>?
        </>
      }
      description={consequence(room)}
      open={open}
      onOpenChange={onOpenChange}
    >
      <LeaveForm waiting={waiting} leave={leave} />
    </Modal>
  )
}

function LeaveForm({ waiting, leave }: { waiting: number; leave: () => Promise<void> }) {
  const [problem, setProblem] = useState<string>()
  const [leaving, setLeaving] = useState(false)

  async function confirm() {
    if (leaving) return
    setLeaving(true)
    setProblem(undefined)
    try {
      await leave()
    } catch (error) {
      setProblem(explainRefusal(error))
      setLeaving(false)
    }
  }

  return (
    <>
      <UnsentWarning waiting={waiting} action="Leaving" />
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
      <div className="mt-1 flex justify-end gap-2">
        <Dialog.Close className={buttonClasses()}>Stay</Dialog.Close>
        <Button look="danger" disabled={leaving} onClick={confirm}>
          {leaving ? 'Leaving…' : 'Leave room'}
        </Button>
      </div>
    </>
  )
}

/** What is different afterwards. */
export function consequence({ kind, memberCount }: Pick<RoomSummary, 'kind' | 'memberCount'>): string {
  const alone = memberCount === 1
  if (kind === 'public') {
    const messages = 'You stop getting its messages. What you wrote stays there.'
    return `${messages} You can find it under “Browse rooms” and join again.`
  }
  if (alone) return 'Nobody else is in this private room: after you, nobody can read it or come back.'
  return 'You stop getting its messages, and you cannot come back by yourself: the room is private.'
}
