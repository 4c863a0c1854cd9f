import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { RoomId, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { Timestamp } from './time.ts'

/** `dnd` is "do not disturb". */
export const PresenceStatus = z.enum(['online', 'away', 'dnd', 'offline'])
export type PresenceStatus = z.output<typeof PresenceStatus>

/** Whether somebody is there. Best effort: a guess, never an authority. */
export const Presence = z
  .object({
    userId: UserId,
    status: PresenceStatus,
    lastSeenAt: Timestamp.describe('When the last connection of somebody who is offline ended, if known.').optional(),
  })
  .meta({ id: 'Presence', description: 'Whether somebody is there. Best effort: a guess, never an authority.' })
export type Presence = z.output<typeof Presence>

/** How many people are online in a room and who they are (some of them, where there are many). */
export const PresenceReport = z
  .object({
    rooms: z
      .array(
        z.object({
          roomId: RoomId,
          online: z.int().nonnegative().describe('People, not connections: three tabs of one person count once.'),
        }),
      )
      .describe('How many are online, room by room.'),
    people: z.array(Presence).describe('Who is there; the first 200, where there are more.'),
  })
  .meta({ id: 'PresenceReport', description: 'How many people are online in rooms, and who they are.' })
export type PresenceReport = z.output<typeof PresenceReport>

/** Says whose presence this connection looks at, and returns it. */
export const watchPresence = defineRequest('presence:watch', {
  description:
    'Says whose presence this connection looks at, in place of what it said before, and returns it: of every room how many ' +
    'are online, and the first 200 people.',
  input: z.strictObject({
    roomIds: z.array(RoomId).max(limits.presenceWatch).describe('Rooms that you are in.').optional(),
    userIds: z.array(UserId).max(limits.presenceWatch).describe('People who share a room with you.').optional(),
  }),
  output: PresenceReport,
  errors: [],
})

/** What changed in the presence that a connection watches. */
export const presenceChanged = defineEvent('presence:changed', {
  description: 'What changed in the presence that you watch; at most one a second.',
  payload: PresenceReport,
})
