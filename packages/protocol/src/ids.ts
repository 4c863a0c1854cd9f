import { z } from 'zod'

const opaqueId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'Not an id')

export const RoomId = opaqueId.brand<'RoomId'>()
export type RoomId = z.output<typeof RoomId>

export const UserId = opaqueId.brand<'UserId'>()
export type UserId = z.output<typeof UserId>

/**
 * A UUIDv7 (RFC 9562) in lower case, made by the sender when the person presses Enter. It names the message for ever:
 * sending it again returns the first result.
 */
export const MessageId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'Not a UUIDv7 in lower case')
  .brand<'MessageId'>()
export type MessageId = z.output<typeof MessageId>

/** A room's log position: 1, 2, 3 ... without holes. 0 stands for "before the first". */
export const Seq = z.int().nonnegative()
export type Seq = z.output<typeof Seq>
