import type { ChatClient } from '@chat/client'
import type { UserId } from '@chat/protocol'
import { Ban, MessageCircle, Pencil } from 'lucide-react'
import { useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Button } from '../design/button.tsx'
import { useStill } from '../design/use-still.ts'
import { roomAddress } from '../rooms/open-room.ts'
import { goTo } from '../rooms/use-address.ts'
import { useStore } from '../store/use-store.ts'

/** What one can do about somebody. */
export function PersonActions({
  client,
  userId,
  open,
  close,
  block,
  editProfile,
}: {
  client: ChatClient
  userId: UserId
  /** Whether what this stands in is open. */
  open: boolean
  close: () => void
  /** Of oneself. */
  editProfile: () => void
  /** Asks before it does. */
  block: () => void
}) {
  const me = useStore(client.me)
  const blocked = useStore(client.blocked).has(userId)
  const connected = useStore(client.connection).status === 'connected'
  const isAsked = useStill(open ? userId : undefined)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  if (me === undefined) return null
  if (userId === me.id) {
    return (
      <Button onClick={editProfile}>
        <Pencil aria-hidden="true" size="1rem" /> Edit profile
      </Button>
    )
  }

  async function run(act: () => Promise<void>) {
    if (busy) return
    setBusy(true)
    setProblem(undefined)
    try {
      await act()
    } catch (error) {
      setProblem(explainRefusal(error))
    }
    setBusy(false)
  }

  async function write() {
    const room = await client.createRoom({ kind: 'direct', memberIds: [userId] })
    if (!isAsked()) return
    close()
    goTo(roomAddress(room))
  }

  return (
    <div className="flex flex-col gap-2 border-line border-t pt-3">
      {blocked && <p className="text-muted text-sm">You have blocked this person.</p>}
      <div className="flex gap-2">
        {blocked ? (
          <Button
            className="flex-1"
            disabled={busy || !connected}
            onClick={() => void run(() => client.blockUser(userId, false))}
          >
            End the block
          </Button>
        ) : (
          <>
            <Button look="primary" className="flex-1" disabled={busy || !connected} onClick={() => void run(write)}>
              <MessageCircle aria-hidden="true" size="1rem" /> Write
            </Button>
            <Button disabled={!connected} onClick={block}>
              <Ban aria-hidden="true" size="1rem" /> Block…
            </Button>
          </>
        )}
      </div>
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
    </div>
  )
}
