import { z } from 'zod'

/** Starts with a letter or digit, so that no id is `__proto__` and ids are safe as keys, in URLs and in file names. */
const opaqueId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'Not an id')

const uuidv7 = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'Not a UUIDv7 in lower case')

/** Names a room. Ids of rooms and users mean nothing. */
export const RoomId = opaqueId.meta({ id: 'RoomId', description: 'Names a room.' }).brand<'RoomId'>()
export type RoomId = z.output<typeof RoomId>

/** A room's id that its maker makes, so that a retry after a lost ack makes no second room. */
export const NewRoomId = uuidv7
  .meta({
    id: 'NewRoomId',
    description: 'A UUIDv7 (RFC 9562) in lower case. Whoever makes a room may make its id, once.',
  })
  .brand<'RoomId'>()

/** Names an invite link to those who manage it; the link itself has a token. */
export const InviteId = opaqueId.meta({ id: 'InviteId', description: 'Names an invite link.' }).brand<'InviteId'>()
export type InviteId = z.output<typeof InviteId>

/** Names a person or a program. */
export const UserId = opaqueId.meta({ id: 'UserId', description: 'Names a person or a program.' }).brand<'UserId'>()
export type UserId = z.output<typeof UserId>

/**
 * A UUIDv7 (RFC 9562) in lower case, made by the sender when the person presses Enter. It names the message for ever:
 * sending it again returns the first result.
 */
export const MessageId = uuidv7
  .meta({ id: 'MessageId', description: 'A UUIDv7 (RFC 9562) in lower case. The sender makes it, once per message.' })
  .brand<'MessageId'>()
export type MessageId = z.output<typeof MessageId>

/** A position in a room's log: 1, 2, 3 ... without holes. 0 stands for "before the first". */
export const Seq = z
  .int()
  .nonnegative()
  .meta({ id: 'Seq', description: "A position in a room's log: 1, 2, 3 ... without holes; 0 is before the first." })
export type Seq = z.output<typeof Seq>

/** Where a page ended. Only the server that made it knows what it says. */
export const Cursor = opaqueId.meta({ id: 'Cursor', description: 'Where a page ended. Means nothing to a client.' })
