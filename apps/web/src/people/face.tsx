import type { PresenceStatus } from '@chat/protocol'
import type { ComponentProps } from 'react'
import { Avatar } from '../design/avatar.tsx'
import { PresenceDot } from './presence-dot.tsx'

/** In the corner; a small picture has a smaller one further out, which leaves the letter free. */
const SIGNS = {
  small: { gap: '[--sign-inset:1px] [--sign-radius:5.5px]', dot: '-end-0.75 -bottom-0.75 size-2' },
  usual: { gap: '[--sign-inset:3px] [--sign-radius:7px]', dot: '-end-0.5 -bottom-0.5 size-2.5' },
}

/** Somebody's picture, with a sign of whether they are there where that is known. */
export function Face({ status, ...avatar }: ComponentProps<typeof Avatar> & { status: PresenceStatus | undefined }) {
  const { gap, dot } = SIGNS[avatar.size === 'xs' ? 'small' : 'usual']
  return (
    <span className="relative shrink-0">
      <span className={`block ${status === undefined ? '' : `sign-gap ${gap}`}`}>
        <Avatar {...avatar} />
      </span>
      {status !== undefined && <PresenceDot status={status} className={`absolute ${dot}`} />}
    </span>
  )
}
