import { z } from 'zod'
import { defineRequest } from './define.ts'
import { RoomId, Seq, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { MemberRole } from './rooms.ts'

/** Makes people members at once. */
export const inviteToRoom = defineRequest('room:invite', {
  description:
    'Makes people members of a room, at once; who is one already stays what they are. Every member may, of a public room; ' +
    'owners and moderators of a private one. They too are needed to bring back somebody who was removed. Somebody whom you ' +
    'cannot see is `NOT_FOUND`, and then nobody is added.',
  input: z.strictObject({ roomId: RoomId, userIds: z.array(UserId).min(1).max(limits.invitePeople) }),
  output: z.object({ added: z.array(UserId).describe('Those who were not members before.') }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'ROOM_ARCHIVED', 'STORAGE_FULL'],
})

/** Ends the membership of somebody else. */
export const removeMember = defineRequest('room:remove', {
  description:
    'Ends the membership of somebody; changes nothing where it has ended already. Moderators remove members, owners ' +
    'anybody. Who was removed cannot come back by themselves.',
  input: z.strictObject({ roomId: RoomId, userId: UserId }),
  output: z.object({ seq: Seq.describe("Where in the room's log it ended. Nothing later reaches that person.") }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'STORAGE_FULL'],
})

/** Gives a member another role. */
export const setMemberRole = defineRequest('room:set-role', {
  description: 'Gives a member another role. Owners do that, also with their own; the only owner stays one.',
  input: z.strictObject({ roomId: RoomId, userId: UserId, role: MemberRole }),
  output: z.object({ seq: Seq.describe("Where in the room's log it changed, or the last position if nothing did.") }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'STORAGE_FULL'],
})
