import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { RoomId, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { Timestamp } from './time.ts'

/** `dnd` is "do not disturb". */
export const PresenceStatus = z.enum(['online', 'away', 'dnd', 'offline'])
export type PresenceStatus = z.output<typeof PresenceStatus>

/**
 * What somebody has chosen to be shown as: `online` as they are, `away` and `dnd` wherever they are and whatever they do.
 */
export const ChosenStatus = PresenceStatus.exclude(['offline'])
export type ChosenStatus = z.output<typeof ChosenStatus>

/** Whether somebody is there. Best effort: a guess, never an authority. */
export const Presence = z
  .object({
    userId: UserId,
    status: PresenceStatus,
    lastSeenAt: Timestamp.describe('When the last connection of somebody who is offline ended, if known.').optional(),
  })
  .meta({ id: 'Presence', description: 'Whether somebody is there. Best effort: a guess, never an authority.' })
export type Presence = z.output<typeof Presence>

/** How many people are there in a room and who they are (some of them, where there are many). */
export const PresenceReport = z
  .object({
    rooms: z
      .array(
        z.object({
          roomId: RoomId,
          online: z
            .int()
            .nonnegative()
            .describe('People, not connections, whatever their status: three tabs of one person count once.'),
        }),
      )
      .describe('How many are online, room by room.'),
    people: z.array(Presence).describe('Who is there; the first 200, where there are more.'),
    elsewhere: z
      .array(UserId)
      .describe(
        'Those of `people` who are connected and in none of these rooms: you watch them, or they have just left one.',
      )
      .optional(),
  })
  .meta({ id: 'PresenceReport', description: 'How many people are online in rooms, and who they are.' })
export type PresenceReport = z.output<typeof PresenceReport>

/** Chooses how one is shown. Kept with the account, so that it holds on every device, and over restarts. */
export const setPresence = defineRequest('presence:set', {
  description:
    'Chooses what you are shown as, on all your devices and until you choose again: `online` shows you as you are, `away` ' +
    'and `dnd` hold as long as you are connected.',
  input: z.strictObject({ status: ChosenStatus }),
  output: z.object({}),
  errors: ['STORAGE_FULL'],
})

/** Tells whether anybody is at this device. */
export const setIdle = defineRequest('presence:set-idle', {
  description:
    'Says that nobody has touched this device for some minutes, or that somebody is back. Whoever has no other connection ' +
    'at which they are is away meanwhile.',
  input: z.strictObject({ idle: z.boolean() }),
  output: z.object({}),
  errors: [],
})

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

/** What one is shown as was chosen anew. */
export const presenceSelected = defineEvent('presence:selected', {
  description: 'You have chosen what you are shown as, here or on another device.',
  payload: z.object({ status: ChosenStatus }),
})

/** What changed in the presence that a connection watches. */
export const presenceChanged = defineEvent('presence:changed', {
  description: 'What changed in the presence that you watch; at most one a second.',
  payload: PresenceReport,
})
