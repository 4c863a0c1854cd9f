import type { Seq, UserId } from '@chat/protocol'
import { useEffect, useState } from 'react'
import { Avatar } from '../design/avatar.tsx'
import { formatAgo } from '../design/time-format.ts'
import { useStore } from '../store/use-store.ts'
import { replyCountText } from './reply-count-text.ts'
import type { ThreadTools } from './thread-tools.ts'

/** What hangs on a message, under it: how much, since when, and who. Opens it. */
export function ThreadLine({
  seq,
  replyCount,
  lastReplyAt,
  repliers = [],
  tools,
}: {
  seq: Seq
  replyCount: number
  lastReplyAt: number | undefined
  repliers: readonly UserId[] | undefined
  tools: ThreadTools
}) {
  const users = useStore(tools.users)
  const now = useMinutes()
  return (
    <button
      type="button"
      onClick={() => tools.open(seq)}
      className="touch-around mt-1 flex max-w-full cursor-pointer items-center gap-2 rounded-md border border-line bg-canvas px-1.5 py-1 text-start text-xs transition-colors duration-100 hover:border-edge hover:bg-hover"
    >
      <span className="flex shrink-0 gap-0.5">
        {repliers.map((id) => (
          <Avatar
            key={id}
            userId={id}
            name={users.get(id)?.name ?? 'Somebody'}
            picture={users.get(id)?.avatarUrl}
            size="xs"
          />
        ))}
      </span>
      <span className="shrink-0 font-medium text-accent-text">{replyCountText(replyCount)}</span>
      {lastReplyAt !== undefined && (
        <span className="truncate text-muted">
          <span className="sr-only">, </span>last reply {formatAgo(lastReplyAt, Math.max(now, lastReplyAt))}
        </span>
      )}
    </button>
  )
}

/** What time it is, to the minute. */
function useMinutes(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
