import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { Pin } from 'lucide-react'
import { useState } from 'react'
import { Modal } from '../design/modal.tsx'
import { PinnedMessages } from './pinned-messages.tsx'

/** How many messages are pinned in a room, and the way to them; nothing where none is. */
export function PinsButton({ client, room }: { client: ChatClient; room: RoomSummary }) {
  const [open, setOpen] = useState(false)
  const { pins = 0 } = room
  return (
    <>
      {pins > 0 && (
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={pins === 1 ? '1 pinned message' : `${pins} pinned messages`}
          onClick={() => setOpen(true)}
          className="touch-target flex h-9 cursor-pointer items-center gap-1 rounded-md px-2 text-muted text-sm tabular-nums transition-colors duration-100 hover:bg-hover hover:text-text"
        >
          <Pin aria-hidden="true" size="1.125rem" />
          {pins}
        </button>
      )}
      <Modal title="Pinned messages" size="list" open={open} onOpenChange={setOpen}>
        <PinnedMessages client={client} room={room} close={() => setOpen(false)} />
      </Modal>
    </>
  )
}
