import type { RoomSummary } from '@chat/protocol'
import { Archive, Megaphone } from 'lucide-react'
import type { ReactNode } from 'react'

/** Where one writes, or why one cannot. */
export function WritingPlace({
  room: { archived, readOnly, role },
  children,
}: {
  room: Pick<RoomSummary, 'archived' | 'readOnly' | 'role'>
  children: ReactNode
}) {
  if (archived)
    return <Notice icon={Archive}>This room is archived. You can read it, but nobody can write here.</Notice>
  if (readOnly && role === 'member') {
    return <Notice icon={Megaphone}>Only owners and moderators write here. You can read along.</Notice>
  }
  return children
}

function Notice({ icon: Icon, children }: { icon: typeof Archive; children: ReactNode }) {
  return (
    <p
      role="note"
      className="flex min-h-11.5 items-center gap-2.5 rounded-md border border-line bg-surface px-3 py-2 text-muted text-sm"
    >
      <Icon aria-hidden="true" size={18} className="shrink-0" />
      {children}
    </p>
  )
}
