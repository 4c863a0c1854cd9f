import { z } from 'zod'
import { ErrorBody } from './ack.ts'
import { defineEvent, defineRequest } from './define.ts'
import { RoomId, Seq, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { PersonChanges } from './person-log.ts'
import { ChosenStatus } from './presence.ts'
import { RoomChanges, RoomSummary } from './rooms.ts'
import { Thread } from './threads.ts'
import { Milliseconds, Timestamp } from './time.ts'
import { User } from './users.ts'
import { PROTOCOL_VERSION } from './version.ts'

/** What a client passes as Socket.IO's `auth`. Browsers leave the token out and use their session cookie. */
export const HandshakeAuth = z
  .object({
    protocol: z.literal(PROTOCOL_VERSION),
    token: z.string().max(4_096).describe('The bearer token; browsers use their session cookie instead.').optional(),
  })
  .meta({ id: 'HandshakeAuth', description: "What a client passes as Socket.IO's `auth` when it connects." })
export type HandshakeAuth = z.output<typeof HandshakeAuth>

/** The first request on every connection: where the client stands, and what it has missed. */
export const syncSession = defineRequest('session:sync', {
  description:
    'The first request on every connection: tells the server how far the client has come in each room, and subscribes it ' +
    'to its rooms. A room without a cursor brings no changes: load its history.',
  input: z.strictObject({
    cursors: z
      .record(RoomId, Seq)
      .refine((cursors) => Object.keys(cursors).length <= limits.syncCursors, 'Too many cursors')
      .meta({
        maxProperties: limits.syncCursors,
        description: 'The last position that the client has applied, room by room; empty on the first visit.',
      }),
    personCursor: Seq.describe(
      'The last position of your own log that the client has applied, 0 on the first visit; leave it out to follow no such log.',
    ).optional(),
    idle: z.boolean().describe('Nobody has touched this device for some minutes; see `presence:set-idle`.').optional(),
  }),
  output: z.object({
    me: User,
    rooms: z.array(RoomSummary).describe('Every room that you are in.'),
    changes: z
      .array(RoomChanges)
      .describe(
        `What you missed in rooms that are at most ${limits.syncChanges} entries ahead of your cursor, as a frame allows.`,
      ),
    removed: z.array(RoomId).describe('Rooms among the cursors that are no longer yours to see.'),
    removedFrom: z
      .array(RoomId)
      .max(limits.syncRemoved)
      .describe('Rooms from which somebody else has removed you, the latest first; of older ones it says nothing.')
      .optional(),
    users: z.array(User).describe('The people that the rest of the answer refers to.'),
    blocked: z.array(UserId).describe('Whom you have blocked: fold what they write.').optional(),
    threads: z
      .array(Thread)
      .max(limits.syncThreads)
      .describe('The threads that you follow, the latest reply first, and last those that nobody has answered in yet.')
      .optional(),
    moreThreads: z.literal(true).describe('You follow more threads than that; `thread:list` has them.').optional(),
    chosenStatus: ChosenStatus.describe(
      'What you have chosen to be shown as; `online` where it does not say.',
    ).optional(),
    person: PersonChanges.describe(
      'What you missed of your own after `personCursor`, as a frame allows; `more` says that there is more to ask for.',
    ).optional(),
    receiptsOff: z.literal(true).describe('You have turned read receipts off; see `receipts:set`.').optional(),
    serverTime: Timestamp,
  }),
  errors: [],
})

/** The session was ended; the server closes the connection next. */
export const sessionEnded = defineEvent('session:ended', {
  description: 'The session was ended (signed out, expired, revoked). The server closes the connection next.',
  payload: ErrorBody.pick({ code: true, message: true }),
})

/** The server is about to stop. */
export const serverDraining = defineEvent('server:draining', {
  description: 'The server is about to stop. Connections close within this time; connect again when yours does.',
  payload: z.object({ moveWithinMs: Milliseconds.describe('How long your connection stays open at most.') }),
})
