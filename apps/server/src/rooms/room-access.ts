import { limits, type MemberRole, type ParsedInput, type RoomKind, type updateRoom } from '@chat/protocol'
import type { Tables } from '../database/tables.ts'
import type { Refused } from '../log/applier.ts'

/**
 * Who may do what in a room, one function for each request. They are asked inside the transaction that makes the change,
 * with what is true there, so that nobody acts on a role or a membership that has just ended.
 */

type Room = Pick<Tables['rooms'], 'kind' | 'read_only' | 'archived' | 'head'>
type Membership = Pick<Tables['members'], 'role' | 'left_seq' | 'removed'>

/** What may be changed about a room; what is absent stays. */
export type RoomSettings = Omit<ParsedInput<typeof updateRoom>, 'roomId'>

/** For whoever is not in a room, it is one that nobody has made. */
export const NO_SUCH_ROOM: Refused = { status: 'refused', code: 'NOT_FOUND', message: 'There is no such room.' }
/** Also for whoever is not in its room. */
export const NO_SUCH_MESSAGE: Refused = { status: 'refused', code: 'NOT_FOUND', message: 'There is no such message.' }
const NO_SUCH_LINK: Refused = { status: 'refused', code: 'NOT_FOUND', message: 'There is no such link.' }
const NO_SUCH_MEMBER: Refused = { status: 'refused', code: 'NOT_FOUND', message: 'There is no such member.' }
export const ONLY_OWNER: Refused = {
  status: 'refused',
  code: 'FORBIDDEN',
  message: 'You are the only owner of this room. Make somebody else an owner first.',
}
export const TOO_MANY_ROOMS: Refused = {
  status: 'refused',
  code: 'FORBIDDEN',
  message: `Nobody can be in more than ${limits.roomsPerPerson.toLocaleString('en')} rooms.`,
}
export const UNREACHABLE: Refused = {
  status: 'refused',
  code: 'FORBIDDEN',
  message: 'You cannot write to these people.',
}
const ARCHIVED: Refused = { status: 'refused', code: 'ROOM_ARCHIVED', message: 'This room is archived.' }

const RANK: { readonly [Role in MemberRole]: number } = { member: 0, moderator: 1, owner: 2 }

/** The role of somebody who is in the room now. */
function roleOf(member: Membership | undefined): MemberRole | undefined {
  return member?.left_seq === null ? member.role : undefined
}

function isAtLeast(role: MemberRole, least: MemberRole): boolean {
  return RANK[role] >= RANK[least]
}

/** Posting: members; in a read-only room those who run it; in an archived one nobody. */
export function refusePost(room: Room | undefined, author: Membership | undefined): Refused | undefined {
  const role = roleOf(author)
  if (!room || !role) return NO_SUCH_ROOM
  if (room.archived === 1) return ARCHIVED
  if (room.read_only === 1 && !isAtLeast(role, 'moderator')) return forbidden('Only owners and moderators post here.')
  return undefined
}

/** Editing: the author, where they may post. */
export function refuseEdit(
  room: Room | undefined,
  editor: Membership | undefined,
  isAuthor: boolean,
): Refused | undefined {
  if (!room || !roleOf(editor)) return NO_SUCH_MESSAGE
  return isAuthor ? refusePost(room, editor) : forbidden('Only its author edits a message.')
}

/**
 * Deleting: the author, what they wrote, wherever and whenever that was; what others wrote, those who run the room. An
 * archived room is no place where something has to stay that should not be there.
 */
export function refuseDeletion(
  room: Room | undefined,
  actor: Membership | undefined,
  isAuthor: boolean,
): Refused | undefined {
  const role = roleOf(actor)
  if (isAuthor) return undefined
  if (!room || !role) return NO_SUCH_MESSAGE
  if (isDirect(room.kind)) return forbidden('Only its author deletes a message of a conversation.')
  return isAtLeast(role, 'moderator') ? undefined : forbidden('Only owners and moderators delete messages of others.')
}

/** Reacting: members, also where only some post; in an archived room nobody. */
export function refuseReaction(room: Room | undefined, member: Membership | undefined): Refused | undefined {
  if (!room || !roleOf(member)) return NO_SUCH_MESSAGE
  return room.archived === 1 ? ARCHIVED : undefined
}

/** Pinning: whoever may post. */
export function refusePin(room: Room | undefined, member: Membership | undefined): Refused | undefined {
  return room && roleOf(member) ? refusePost(room, member) : NO_SUCH_MESSAGE
}

/** Calling everybody by `@room`: who runs the room; in a conversation of a few each of them. */
export function mayMentionRoom(room: Room | undefined, author: Membership | undefined): boolean {
  const role = roleOf(author)
  return room !== undefined && role !== undefined && (isDirect(room.kind) || isAtLeast(role, 'moderator'))
}

/** Joining by oneself: everybody, a public room, unless they were removed from it. */
export function refuseJoin(room: Room | undefined, former: Membership | undefined): Refused | undefined {
  if (roleOf(former)) return undefined
  // What has no entry in its log was never finished.
  if (room?.kind !== 'public' || room.head === 0) return NO_SUCH_ROOM
  if (former?.removed === 1) return forbidden('You were removed from this room. Whoever runs it can invite you again.')
  return room.archived === 1 ? ARCHIVED : undefined
}

/** Inviting: every member, to a public room; who runs it, to a private one, and whenever somebody was removed before. */
export function refuseInvite(
  room: Room | undefined,
  actor: Membership | undefined,
  former: Membership | undefined,
): Refused | undefined {
  const role = roleOf(actor)
  if (!room || !role) return NO_SUCH_ROOM
  if (isDirect(room.kind)) return forbidden('Nobody can be invited to a conversation.')
  const runsIt = isAtLeast(role, 'moderator')
  if (room.kind === 'private' && !runsIt) return forbidden('Only owners and moderators invite to a private room.')
  if (former?.removed === 1 && !runsIt) return forbidden('Only owners and moderators bring back who was removed.')
  return room.archived === 1 ? ARCHIVED : undefined
}

/**
 * Coming in by a link: it counts, whoever made it may still invite, and one was not removed. Any other link is one that
 * never was.
 */
export function refuseLink({
  room,
  maker,
  former,
  alive,
}: {
  readonly room: Room | undefined
  readonly maker: Membership | undefined
  readonly former: Membership | undefined
  readonly alive: boolean
}): Refused | undefined {
  const counts = alive && former?.removed !== 1 && !refuseInvite(room, maker, undefined)
  return counts ? undefined : NO_SUCH_LINK
}

/** Seeing and revoking links: who runs the room, all of them; other members their own. */
export function managesAllInvites(member: Membership | undefined): boolean {
  const role = roleOf(member)
  return role !== undefined && isAtLeast(role, 'moderator')
}

/** Leaving: whoever is in the room, or was. That the room keeps an owner is for the change to see. */
export function refuseLeave(
  room: Room | undefined,
  member: Membership | undefined,
  deleted: boolean | undefined,
): Refused | undefined {
  if (!room || !member) return NO_SUCH_ROOM
  return isDirect(room.kind) && !deleted ? forbidden('A conversation can be hidden, but not left.') : undefined
}

/** Removing somebody else: moderators remove members, owners anybody; they are themselves still there. */
export function refuseRemoval(
  room: Room | undefined,
  actor: Membership | undefined,
  target: Membership | undefined,
): Refused | undefined {
  const role = roleOf(actor)
  if (!room || !role) return NO_SUCH_ROOM
  if (isDirect(room.kind)) return forbidden('Nobody can be removed from a conversation.')
  if (!isAtLeast(role, 'moderator')) return forbidden('Only owners and moderators remove people.')
  if (!target) return NO_SUCH_MEMBER
  if (role !== 'owner' && (roleOf(target) ?? 'member') !== 'member')
    return forbidden('Only owners remove who runs a room.')
  return undefined
}

/** Roles: owners. That the room keeps an owner is for the change to see. */
export function refuseRole(
  room: Room | undefined,
  actor: Membership | undefined,
  target: Membership | undefined,
): Refused | undefined {
  const role = roleOf(actor)
  if (!room || !role) return NO_SUCH_ROOM
  if (isDirect(room.kind)) return forbidden('Nobody runs a conversation.')
  if (role !== 'owner') return forbidden('Only owners change roles.')
  return roleOf(target) ? undefined : NO_SUCH_MEMBER
}

/** Settings: owners; moderators the name and the topic. An archived room is brought back first, or with it. */
export function refuseUpdate(
  room: Room | undefined,
  actor: Membership | undefined,
  { slug, readOnly, archived }: RoomSettings,
): Refused | undefined {
  const role = roleOf(actor)
  if (!room || !role) return NO_SUCH_ROOM
  if (isDirect(room.kind)) return forbidden('A conversation has no settings.')
  const forOwners = slug !== undefined || readOnly !== undefined || archived !== undefined
  if (!isAtLeast(role, forOwners ? 'owner' : 'moderator')) {
    return forbidden(forOwners ? 'Only owners can change that.' : 'Only owners and moderators can change that.')
  }
  if (room.archived === 1 && archived === undefined) return ARCHIVED
  // That an address is taken would tell of rooms that one may not see.
  if (slug !== undefined && room.kind !== 'public') return forbidden('Only public rooms have an address of their own.')
  return undefined
}

/** Conversations between few people have no name, no settings and nobody who runs them. */
function isDirect(kind: RoomKind): boolean {
  return kind === 'direct'
}

function forbidden(message: string): Refused {
  return { status: 'refused', code: 'FORBIDDEN', message }
}
