import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { Cursor, NewRoomId, RoomId, Seq } from './ids.ts'
import { limits } from './limits.ts'
import { RoomKind, RoomSummary } from './rooms.ts'
import { multilineText, nameText } from './text.ts'

/** What a room may be called: 1 to 50 characters on one line. */
export const RoomName = nameText(limits.roomName)

/** What a room is about: 1 to 250 characters on one line. */
export const RoomTopic = nameText(limits.roomTopic)

/** Makes a room and its maker the owner. */
export const createRoom = defineRequest('room:create', {
  description:
    'Makes a room, with you as its owner and only member. Everybody can find and join a public room; nobody learns of a ' +
    'private one. After a lost ack, ask again with the same `id`: that makes no second room, and answers with the first as ' +
    'it is now. Without an `id`, each request makes a room. An id of another room is a `CONFLICT`.',
  input: z.strictObject({
    id: NewRoomId.optional(),
    kind: RoomKind.exclude(['direct']),
    name: RoomName,
    topic: RoomTopic.optional(),
  }),
  output: z.object({ room: RoomSummary }),
  errors: ['NOT_FOUND', 'CONFLICT', 'STORAGE_FULL'],
})

/** Looks through the public rooms. */
export const listRooms = defineRequest('room:list', {
  description:
    'Public rooms by name, page by page, to choose from. `role` is what you are in a room, or would be; nothing counts as ' +
    'unread and there is no `lastMessage`: your own rooms as you see them are in `session:sync`.',
  input: z.strictObject({
    query: multilineText(limits.roomName).describe('Part of the name, in any case.').optional(),
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
    'refused with `FORBIDDEN`.',
  input: z.strictObject({ roomId: RoomId }),
  output: z.object({ seq: Seq.describe("Where in the room's log you left. Nothing later reaches you.") }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'STORAGE_FULL'],
})

/** The person has one room more. */
export const roomAdded = defineEvent('room:added', {
  description:
    'You have become a member of a room, by yourself, here or on another device, or by somebody else. What it says is what ' +
    'the room was at its `head`; its changes after that reach this connection.',
  payload: RoomSummary,
})

/** The person has one room less. */
export const roomRemoved = defineEvent('room:removed', {
  description: 'You are no longer a member of a room. Drop what is kept of it.',
  payload: z.object({ roomId: RoomId, reason: z.enum(['left', 'removed']) }),
})
