import { Popover } from '@base-ui/react/popover'
import type { ChatClient } from '@chat/client'
import type { Profile, User, UserId } from '@chat/protocol'
import { Clock } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Avatar } from '../design/avatar.tsx'
import { formatAgo, formatTime, formatTimeIn, formatWhen } from '../design/time-format.ts'
import { useStore } from '../store/use-store.ts'
import { PresenceDot } from './presence-dot.tsx'
import { STATUS_NAMES } from './status-names.ts'

/** What there is to know of somebody. */
export function PersonDetails({ client, userId }: { client: ChatClient; userId: UserId }) {
  const me = useStore(client.me)
  const known = useStore(client.users).get(userId)
  const profile = useStore(client.profileOf(userId))
  const user = userId === me?.id ? me : known
  const now = useMinutes()
  return (
    <>
      <div className="flex items-start gap-3">
        <Avatar userId={userId} name={user?.name ?? ''} picture={user?.avatarUrl} size="lg" />
        <div className="min-w-0 flex-1">
          <Popover.Title className="pe-6 font-semibold text-lg leading-6 [overflow-wrap:anywhere]">
            <bdi>{user?.name ?? 'Somebody'}</bdi>
          </Popover.Title>
          <p className="text-muted text-xs empty:hidden">{kindOf(user, userId === me?.id)}</p>
          <Whereabouts client={client} userId={userId} now={now} />
        </div>
      </div>
      {profile && <Told profile={profile} now={now} />}
    </>
  )
}

function Whereabouts({ client, userId, now }: { client: ChatClient; userId: UserId; now: number }) {
  const presence = useStore(client.presenceOf(userId))
  const connected = useStore(client.connection).status === 'connected'
  // Keeps its line, so that nothing moves when it becomes known.
  if (presence === undefined || !connected)
    return <p className="min-h-5 text-muted text-sm">{!connected && 'Shows once connected'}</p>
  const { status, lastSeenAt } = presence
  return (
    <p className="flex min-h-5 items-center gap-1.5 text-sm">
      <span aria-hidden="true" className="flex">
        <PresenceDot status={status} className="size-2.5" />
      </span>
      {status === 'offline' && lastSeenAt !== undefined
        ? `Last seen ${formatAgo(lastSeenAt, now)}`
        : STATUS_NAMES[status]}
    </p>
  )
}

function Told({ profile: { statusText, statusUntil, timeZone }, now }: { profile: Profile; now: number }) {
  const hasStatus = statusText !== undefined && (statusUntil === undefined || statusUntil > now)
  const theirTime = timeZone === undefined ? undefined : formatTimeIn(now, timeZone)
  return (
    <>
      {hasStatus && (
        <div className="rounded-md bg-surface px-3 py-2 text-sm">
          <p className="[overflow-wrap:anywhere]">
            <bdi>{statusText}</bdi>
          </p>
          {statusUntil !== undefined && <p className="text-muted text-xs">Until {formatWhen(statusUntil, now)}</p>}
        </div>
      )}
      {theirTime !== undefined && (
        <p className="flex items-center gap-1.5 text-muted text-sm">
          <Clock aria-hidden="true" size="1rem" className="shrink-0" />
          <span>
            {theirTime === formatTime(now) ? `${theirTime}, the same time as yours` : `${theirTime} local time`}
          </span>
        </p>
      )}
    </>
  )
}

function kindOf(user: User | undefined, isMe: boolean): string {
  return [
    isMe && 'You',
    user?.serverRole === 'owner' && 'Owner of this server',
    user?.serverRole === 'admin' && 'Admin of this server',
    user?.bot && 'Program',
    user?.guest && 'Guest',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** The present, renewed often enough for a clock without seconds. */
function useMinutes(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
