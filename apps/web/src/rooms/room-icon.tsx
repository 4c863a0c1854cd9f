import type { RoomSummary } from '@chat/protocol'
import { Hash, Lock } from 'lucide-react'

/** What kind of room it is, to the eye; what is only to be seen is said in words beside it. */
export function RoomIcon({ kind, size, className }: Pick<RoomSummary, 'kind'> & { size: number; className: string }) {
  const Icon = kind === 'public' ? Hash : Lock
  return <Icon aria-hidden="true" size={size} className={className} />
}
