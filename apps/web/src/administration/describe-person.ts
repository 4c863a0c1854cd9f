import type { Person, ServerRole, User } from '@chat/protocol'
import { formatDay } from '../design/time-format.ts'

/** What stands beside a name: what somebody is, where that is more than usual. */
export function badgesOf({ user, serverRole, suspendedAt }: Person): string[] {
  return [
    ...(suspendedAt === undefined ? [] : ['Suspended']),
    ...(serverRole === 'member' ? [] : [ROLE_NAMES[serverRole]]),
    ...(user.guest ? ['Guest'] : []),
  ]
}

export const ROLE_NAMES: Readonly<Record<ServerRole, string>> = { owner: 'Owner', admin: 'Admin', member: 'Member' }

/** When somebody was last here, by the day. */
export function describeLastSeen({ lastSeenAt }: Person, today: number): string {
  if (lastSeenAt === undefined) return 'Signed in nowhere'
  const day = formatDay(new Date(lastSeenAt).setHours(0, 0, 0, 0), today)
  return `Last here ${day === 'Today' || day === 'Yesterday' ? day.toLowerCase() : day}`
}

/** Something that can be done about somebody, and undone. */
export type PersonChange = { readonly do: 'suspend' | 'readmit' } | { readonly do: 'role'; readonly role: ServerRole }
/** Something that can be done about somebody. */
export type PersonAction = PersonChange | { readonly do: 'delete' }

/** What the person who looks may do about somebody; the server checks it again. */
export function actionsFor({ user, serverRole, suspendedAt }: Person, me: User | undefined): PersonAction[] {
  const mine = me?.serverRole
  if (mine === undefined || user.id === me?.id) return []
  if (mine === 'admin' && serverRole !== 'member') return []
  const roles = mine === 'owner' ? (['owner', 'admin', 'member'] as const).filter((role) => role !== serverRole) : []
  return [
    ...roles.map((role) => ({ do: 'role', role }) as const),
    { do: suspendedAt === undefined ? 'suspend' : 'readmit' } as const,
    { do: 'delete' } as const,
  ]
}

/** Whether what somebody has typed is this name, as far as one can see: letters are composed in many ways, and spaces run together. */
export function isName(typed: string, name: string): boolean {
  return asSeen(typed) === asSeen(name)
}

function asSeen(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim()
}
