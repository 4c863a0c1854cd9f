import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { RoomId, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { Timestamp } from './time.ts'

export const PresenceStatus = z.enum(['online', 'away', 'dnd', 'offline'])
export type PresenceStatus = z.output<typeof PresenceStatus>

export const Presence = z
  .object({ userId: UserId, status: PresenceStatus, lastSeenAt: Timestamp.optional() })
  .meta({ id: 'Presence', description: 'Whether somebody is there. Best effort: a guess, never an authority.' })
export type Presence = z.output<typeof Presence>

/** How many people are online in a room and who they are (some of them, where there are many). */
export const PresenceReport = z.object({
  rooms: z.array(z.object({ roomId: RoomId, online: z.int().nonnegative() })),
  people: z.array(Presence),
})
export type PresenceReport = z.output<typeof PresenceReport>

export const watchPresence = defineRequest('presence:watch', {
  description:
    'Says whose presence this connection looks at, in place of what it said before, and returns it: of every room how many ' +
    'are online, and the first 200 people.',
  input: z.strictObject({
    roomIds: z.array(RoomId).max(limits.presenceWatch).optional(),
    userIds: z.array(UserId).max(limits.presenceWatch).optional(),
  }),
  output: PresenceReport,
  errors: [],
})

export const presenceChanged = defineEvent('presence:changed', {
  description: 'What changed in the presence that you watch; at most one a second.',
  payload: PresenceReport,
})
