import type { RoomSummary } from '@chat/protocol'
import { Hash, Lock, MessageCircle } from 'lucide-react'

const ICONS = { public: Hash, private: Lock, direct: MessageCircle }

/** What kind of room it is, to the eye; what is only to be seen is said in words beside it. */
export function RoomIcon({
  kind,
  size,
  className,
}: Pick<RoomSummary, 'kind'> & { size: `${number}rem`; className: string }) {
  const Icon = ICONS[kind]
  return <Icon aria-hidden="true" size={size} className={className} />
}
