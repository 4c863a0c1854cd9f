import type { PresenceStatus } from '@chat/protocol'
import type { ComponentProps } from 'react'
import { Avatar } from '../design/avatar.tsx'
import { PresenceDot } from './presence-dot.tsx'

/** What the sign stands out from. */
const GROUNDS = { surface: 'bg-surface', canvas: 'bg-canvas', raised: 'bg-raised' }

/** Somebody's picture, with a sign of whether they are there where that is known. */
export function Face({
  status,
  ground = 'surface',
  ...avatar
}: ComponentProps<typeof Avatar> & { status: PresenceStatus | undefined; ground?: keyof typeof GROUNDS }) {
  return (
    <span className="relative shrink-0">
      <Avatar {...avatar} />
      {status !== undefined && (
        <span className={`absolute -end-1 -bottom-1 flex rounded-full p-0.5 ${GROUNDS[ground]}`}>
          <PresenceDot status={status} className="size-2.5" />
        </span>
      )}
    </span>
  )
}
