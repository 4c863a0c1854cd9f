import { z } from 'zod'
import { defineRequest } from './define.ts'
import { InviteId, RoomId, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { RoomSummary } from './rooms.ts'
import { Timestamp } from './time.ts'
import { User } from './users.ts'

/** The secret of an invite link, as it stands after `/i/`: 192 random bits. The server keeps only a hash of it. */
export const InviteToken = z
  .string()
  .regex(/^[A-Za-z0-9_-]{32}$/, 'Not a token')
  .meta({ id: 'InviteToken', description: 'The secret of an invite link, as it stands after `/i/` in it.' })

/** An invite link, without its secret. */
export const Invite = z
  .object({
    id: InviteId,
    roomId: RoomId,
    createdBy: UserId,
    createdAt: Timestamp,
    expiresAt: Timestamp.optional(),
    maxUses: z.int().positive().optional(),
    uses: z.int().nonnegative().describe('How many have come in by it.'),
  })
  .meta({ id: 'Invite', description: 'An invite link, without its secret.' })
export type Invite = z.output<typeof Invite>

/** Makes a link by which people come into a room. */
export const createInvite = defineRequest('invite:create', {
  description:
    'Makes a link by which people come into a room by themselves. Whoever may invite may make one, and it counts as long as ' +
    'they may. The token is told here and nowhere else.',
  input: z.strictObject({
    roomId: RoomId,
    expiresInMs: z
      .int()
      .min(limits.inviteExpiryMs.min)
      .max(limits.inviteExpiryMs.max)
      .describe('For how long it counts; without it, until it is revoked.')
      .optional(),
    maxUses: z.int().min(1).max(limits.inviteUses).describe('How many may come in by it.').optional(),
  }),
  output: z.object({ invite: Invite, token: InviteToken }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'ROOM_ARCHIVED', 'STORAGE_FULL'],
})

/** The links of a room that still count. */
export const listInvites = defineRequest('invite:list', {
  description: 'The links of a room that still count: all of them for owners and moderators, your own for members.',
  input: z.strictObject({ roomId: RoomId }),
  output: z.object({ invites: z.array(Invite), users: z.array(User).describe('Those who made them.') }),
  errors: ['NOT_FOUND'],
})

/** Ends a link. */
export const revokeInvite = defineRequest('invite:revoke', {
  description:
    'Ends a link at once; changes nothing where it has ended. Owners and moderators end any, members their own.',
  input: z.strictObject({ roomId: RoomId, inviteId: InviteId }),
  output: z.object({}),
  errors: ['NOT_FOUND', 'STORAGE_FULL'],
})

/** Where a link leads. */
export const getInvite = defineRequest('invite:get', {
  description: 'Where a link leads, before it is used. A link that does not count is `NOT_FOUND`, whatever the reason.',
  input: z.strictObject({ token: InviteToken }),
  output: z.object({
    room: RoomSummary.describe('As in `room:list`.'),
    invitedBy: User.describe('Who made the link.').optional(),
    member: z.boolean().describe('Whether you are in the room already.'),
  }),
  errors: ['NOT_FOUND'],
})

/** Comes in by a link. */
export const acceptInvite = defineRequest('invite:accept', {
  description:
    'Makes you a member of the room that a link leads to; changes nothing where you are one. A link that has expired, is ' +
    'used up, was revoked or never was is `NOT_FOUND`, and so is every link for somebody who was removed from the room.',
  input: z.strictObject({ token: InviteToken }),
  output: z.object({ room: RoomSummary }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'STORAGE_FULL'],
})
