import type { RoomPresence } from '@chat/client'
import type { PresenceStatus, User, UserId } from '@chat/protocol'

/** A person in the list of those online. */
export interface PersonOnline {
  readonly id: UserId
  readonly name: string
  readonly picture: string | undefined
  readonly status: PresenceStatus
  readonly me: boolean
}

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Who is online: oneself first, then by name. People whose name is not known yet come when it is. */
export function peopleOnline(
  presence: RoomPresence,
  users: ReadonlyMap<UserId, User>,
  me: User | undefined,
): PersonOnline[] {
  return presence.people
    .filter(({ status }) => status !== 'offline')
    .flatMap(({ userId, status }) => {
      const user = userId === me?.id ? me : users.get(userId)
      return user === undefined
        ? []
        : [{ id: userId, name: user.name, picture: user.avatarUrl, status, me: userId === me?.id }]
    })
    .sort((a, b) => Number(b.me) - Number(a.me) || names.compare(a.name, b.name))
}
