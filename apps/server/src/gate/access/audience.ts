import type { ErrorCode } from '@chat/protocol'

/**
 * The kinds of people that the server tells apart. `owner` to `removed` are about the room that a request names: a plain
 * member with an account, one without (`guest`), somebody who was never in it, and somebody who is not any more.
 */
export const KINDS = ['nobody', 'guest', 'nonMember', 'removed', 'member', 'moderator', 'owner'] as const
export type Kind = (typeof KINDS)[number]

/** What comes back: an answer, or a refusal with this code. */
export type Answer = 'ok' | ErrorCode

/** Who may use something, as what each kind of person gets who tries it with a valid input. */
export type Audience = Readonly<Record<Kind, Answer>>

/** Whoever comes by. */
export const everybody: Audience = {
  nobody: 'ok',
  guest: 'ok',
  nonMember: 'ok',
  removed: 'ok',
  member: 'ok',
  moderator: 'ok',
  owner: 'ok',
}

/** Everybody who is signed in, with an account or without. */
export const signedIn: Audience = { ...everybody, nobody: 'AUTH_REQUIRED' }

/** Who is in the room. To everybody else it does not exist. */
export const inTheRoom: Audience = { ...signedIn, nonMember: 'NOT_FOUND', removed: 'NOT_FOUND' }

/** The room's moderators and owners; its other members may know that it is there. */
export const roomModerators: Audience = { ...inTheRoom, guest: 'FORBIDDEN', member: 'FORBIDDEN' }

/**
 * The room's owners.
 *
 * @public
 */
export const roomOwners: Audience = { ...roomModerators, moderator: 'FORBIDDEN' }
