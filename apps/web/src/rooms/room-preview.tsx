import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { type ReactNode, useEffect, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { isMissing } from '../connection/is-missing.ts'
import { Button } from '../design/button.tsx'
import { memberCount } from './member-count.ts'
import { RoomIcon } from './room-icon.tsx'

type Found = { status: 'looking' } | { status: 'found'; room: RoomSummary } | { status: 'missing'; problem?: string }

/** What stands in the middle where the address names a room that one is not in: what it is, and the way in. */
export function RoomPreview({
  client,
  slug,
  connected,
  browse,
}: {
  client: ChatClient
  slug: string
  connected: boolean
  browse: () => void
}) {
  const [found, setFound] = useState<Found>({ status: 'looking' })

  useEffect(() => {
    if (!connected) return
    let wanted = true
    const show = (next: Found) => {
      if (wanted) setFound(next)
    }
    client.findRoom(slug).then(
      ({ room }) => show({ status: 'found', room }),
      (error: unknown) =>
        show(isMissing(error) ? { status: 'missing' } : { status: 'missing', problem: explainRefusal(error) }),
    )
    return () => {
      wanted = false
    }
  }, [client, slug, connected])

  if (found.status === 'found') return <Invitation room={found.room} join={client.joinRoom} />
  if (found.status === 'looking') {
    return (
      <Middle>
        <p role="status" className="text-muted">
          {connected ? 'Looking for the room…' : 'You are not in this room. It shows once there is a connection.'}
        </p>
      </Middle>
    )
  }
  return (
    <Middle>
      <h1 className="font-semibold text-lg">There is nothing here</h1>
      <p className="text-muted">
        {found.problem ?? 'This room does not exist, or it is private and you are not in it.'}
      </p>
      <Button look="primary" className="mt-3" onClick={browse}>
        Browse rooms
      </Button>
    </Middle>
  )
}

/** Joining brings the room into the list, and with that in place of this. */
function Invitation({ room, join }: { room: RoomSummary; join: ChatClient['joinRoom'] }) {
  const [joining, setJoining] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function submit() {
    if (joining) return
    setJoining(true)
    setProblem(undefined)
    try {
      await join(room.id)
    } catch (error) {
      setProblem(explainRefusal(error))
      setJoining(false)
    }
  }

  return (
    <Middle>
      <span className="flex size-11 items-center justify-center rounded-lg bg-selected text-accent-text">
        <RoomIcon kind={room.kind} size="1.375rem" className="" />
      </span>
      <h1 className="mt-1 font-semibold text-lg [overflow-wrap:anywhere]">
        <bdi>{room.name}</bdi>
      </h1>
      {room.topic !== undefined && (
        <p className="max-w-md [overflow-wrap:anywhere]">
          <bdi>{room.topic}</bdi>
        </p>
      )}
      <p className="text-muted text-sm">{memberCount(room)} · You are not in this room</p>
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
      <Button look="primary" className="mt-3" disabled={joining} onClick={() => void submit()}>
        {joining ? 'Joining…' : 'Join room'}
      </Button>
    </Middle>
  )
}

function Middle({ children }: { children: ReactNode }) {
  return (
    <section
      aria-label="Room"
      className="flex min-h-0 flex-1 flex-col items-center justify-center gap-2 overflow-y-auto px-6 py-4 text-center"
    >
      {children}
    </section>
  )
}
