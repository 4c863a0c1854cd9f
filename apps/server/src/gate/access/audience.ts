import type { ErrorCode } from '@chat/protocol'

/**
 * The kinds of people that the server tells apart. `guest` to `owner` are about the room that a request names: a
 * member without an account, somebody who was never in it, somebody who is not any more, and so on. `suspended` is a
 * member whom the server does not let in; those who run the server are in no room by that.
 */
export const KINDS = [
  'nobody',
  'guest',
  'nonMember',
  'removed',
  'member',
  'moderator',
  'owner',
  'suspended',
  'serverAdmin',
  'serverOwner',
] as const
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
  suspended: 'ok',
  serverAdmin: 'ok',
  serverOwner: 'ok',
}

/** Everybody who is signed in, with an account or without. */
export const signedIn: Audience = { ...everybody, nobody: 'AUTH_REQUIRED', suspended: 'FORBIDDEN' }

/** Everybody who has an account. */
export const withAccount: Audience = { ...signedIn, guest: 'FORBIDDEN' }

/** Everybody gets this, whether they are signed in or not. */
export function refusedAlike(answer: ErrorCode): Audience {
  return {
    nobody: answer,
    guest: answer,
    nonMember: answer,
    removed: answer,
    member: answer,
    moderator: answer,
    owner: answer,
    suspended: 'FORBIDDEN',
    serverAdmin: answer,
    serverOwner: answer,
  }
}

/** Who is in the room. To everybody else it does not exist. */
export const inTheRoom: Audience = {
  ...signedIn,
  nonMember: 'NOT_FOUND',
  removed: 'NOT_FOUND',
  serverAdmin: 'NOT_FOUND',
  serverOwner: 'NOT_FOUND',
}

/** Those who run the server. */
export const serverAdmins: Audience = {
  ...signedIn,
  guest: 'FORBIDDEN',
  nonMember: 'FORBIDDEN',
  removed: 'FORBIDDEN',
  member: 'FORBIDDEN',
  moderator: 'FORBIDDEN',
  owner: 'FORBIDDEN',
}

/** The room's moderators and owners; its other members may know that it is there. */
export const roomModerators: Audience = { ...inTheRoom, guest: 'FORBIDDEN', member: 'FORBIDDEN' }

/** The room's owners. */
export const roomOwners: Audience = { ...roomModerators, moderator: 'FORBIDDEN' }
