import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { Archive, Ban, Megaphone, UserX } from 'lucide-react'
import type { ReactNode } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Button } from '../design/button.tsx'
import { showNotice } from '../design/notices.ts'
import { useStore } from '../store/use-store.ts'
import { isDeserted } from './room-roles.ts'
import { useBlock } from './use-block.ts'

/** Where one writes, or why one cannot. */
export function WritingPlace({
  client,
  room,
  children,
}: {
  client: ChatClient
  room: RoomSummary
  children: ReactNode
}) {
  const { archived, readOnly, role, name, memberIds = [] } = room
  const block = useBlock(client, room)
  const connected = useStore(client.connection).status === 'connected'
  if (archived)
    return <Notice icon={Archive}>This room is archived. You can read it, but nobody can write here.</Notice>
  if (readOnly && role === 'member') {
    return <Notice icon={Megaphone}>Only owners and moderators write here. You can read along.</Notice>
  }
  if (isDeserted(room)) {
    return (
      <Notice icon={UserX}>
        {memberIds.length > 2 ? 'These accounts were deleted.' : 'This account was deleted.'} You can read what was
        said, but nobody would read what you write.
      </Notice>
    )
  }
  if (block?.on) {
    return (
      <Notice icon={Ban}>
        <span className="min-w-0 flex-1">
          You have blocked <bdi className="[overflow-wrap:anywhere]">{name}</bdi>. Neither of you can write here.
        </span>
        <Button
          size="sm"
          disabled={!connected}
          onClick={() => void block.set(false).catch((error) => showNotice(explainRefusal(error)))}
        >
          End the block
        </Button>
      </Notice>
    )
  }
  return children
}

function Notice({ icon: Icon, children }: { icon: typeof Archive; children: ReactNode }) {
  return (
    <div
      role="note"
      className="flex min-h-11.5 items-center gap-2.5 rounded-md border border-line bg-surface px-3 py-2 text-muted text-sm"
    >
      <Icon aria-hidden="true" size="1.125rem" className="shrink-0" />
      {children}
    </div>
  )
}
