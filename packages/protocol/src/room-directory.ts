import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { Cursor, NewRoomId, RoomId, Seq, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { RoomKind, RoomSummary } from './rooms.ts'
import { multilineText, nameText } from './text.ts'
import { User } from './users.ts'

/** What a room may be called: 1 to 50 characters on one line. */
export const RoomName = nameText(limits.roomName)

/** What a room is about: 1 to 250 characters on one line. */
export const RoomTopic = nameText(limits.roomTopic)

/** Makes a room and its maker the owner, or opens the conversation of some people. */
export const createRoom = defineRequest('room:create', {
  description:
    'Makes a room, with you as its owner and only member. Everybody can find and join a public room; nobody learns of a ' +
    'private one. After a lost ack, ask again with the same `id`: that makes no second room, and answers with the first as ' +
    'it is now. Without an `id`, each request makes a room. An id of another room is a `CONFLICT`. ' +
    'A direct conversation is different: the same people have one, for ever, and asking again opens it again. With ' +
    'somebody whom you cannot see, or who does not want to hear from you, it is `FORBIDDEN`.',
  input: z
    .strictObject({
      id: NewRoomId.describe('Of a public or private room.').optional(),
      kind: RoomKind,
      name: RoomName.describe('Of a public or private room; a direct conversation has none.').optional(),
      topic: RoomTopic.optional(),
      memberIds: z
        .array(UserId)
        .min(1)
        .max(limits.directPeople - 1)
        .describe('The other people of a direct conversation, in any order.')
        .optional(),
    })
    .refine(
      ({ id, kind, name, topic, memberIds }) =>
        kind === 'direct'
          ? memberIds !== undefined && id === undefined && name === undefined && topic === undefined
          : memberIds === undefined && name !== undefined,
      'A public or private room has a name, a direct conversation has people',
    ),
  output: z.object({
    room: RoomSummary,
    users: z.array(User).describe('The people of a direct conversation.').optional(),
  }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'STORAGE_FULL'],
})

/** Looks through the public rooms. */
export const listRooms = defineRequest('room:list', {
  description:
    'Public rooms by name, page by page, to choose from. `role` is what you are in a room, or would be; nothing counts as ' +
    'unread and there is no `lastMessage`: your own rooms as you see them are in `session:sync`.',
  input: z.strictObject({
    query: multilineText(limits.roomName)
      .describe('Part of the name, in any case and without regard to accents.')
      .optional(),
    cursor: Cursor.optional(),
  }),
  output: z.object({
    rooms: z.array(RoomSummary),
    cursor: Cursor.describe('Ask again with it for the next page; absent on the last one.').optional(),
  }),
  errors: [],
})

/** Finds the room that a link names. */
export const getRoom = defineRequest('room:get', {
  description:
    'The room that an address names: a slug, or the id of a room without one, as it stands after `/r/` in a link. Finds the ' +
    'rooms that you are in, and public ones.',
  input: z.strictObject({ address: multilineText({ min: 1, max: 64 }) }),
  output: z.object({
    room: RoomSummary.describe('As you see it, or if you are not in it, as in `room:list`.'),
    member: z.boolean().describe('Whether you are in it.'),
  }),
  errors: ['NOT_FOUND'],
})

/** Becomes a member of a public room. */
export const joinRoom = defineRequest('room:join', {
  description:
    'Makes you a member of a public room; changes nothing where you are one already. Who was removed from it is refused ' +
    'with `FORBIDDEN` until they are invited.',
  input: z.strictObject({ roomId: RoomId }),
  output: z.object({ room: RoomSummary }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'ROOM_ARCHIVED', 'STORAGE_FULL'],
})

/** Stops being a member. */
export const leaveRoom = defineRequest('room:leave', {
  description:
    'Ends your membership; changes nothing where it has ended already. The only owner of a room with other members is ' +
    'refused with `FORBIDDEN`. A direct conversation is only hidden from you: you stay in it, and the next message ' +
    'brings it back.',
  input: z.strictObject({
    roomId: RoomId,
    seq: Seq.describe(
      'Of a direct conversation: its head as you know it. What was said after that keeps it.',
    ).optional(),
  }),
  output: z.object({ seq: Seq.describe("Where in the room's log you left. Nothing later reaches you.") }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'STORAGE_FULL'],
})

/** The person has one room more. */
export const roomAdded = defineEvent('room:added', {
  description:
    'You have become a member of a room, by yourself, here or on another device, or by somebody else; or a direct ' +
    'conversation that you did not see has something for you. What it says is what the room was at its `head`; its changes ' +
    'after that reach this connection.',
  payload: RoomSummary.extend({
    users: z.array(User).describe('The people of a direct conversation.').optional(),
  }),
})

/** The person has one room less. */
export const roomRemoved = defineEvent('room:removed', {
  description: 'You are no longer a member of a room, or have hidden a direct conversation. Drop what is kept of it.',
  payload: z.object({ roomId: RoomId, reason: z.enum(['left', 'removed']) }),
})
