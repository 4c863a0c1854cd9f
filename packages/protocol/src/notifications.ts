import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { RoomId } from './ids.ts'
import { limits } from './limits.ts'
import { Timestamp } from './time.ts'

/** What notifies somebody: every message, those that mention them by name or by `@room`, or nothing. */
export const NotifyLevel = z.enum(['all', 'mentions', 'nothing'])
export type NotifyLevel = z.output<typeof NotifyLevel>

/** What somebody has chosen for one room; the fields are part of their own view of it. */
export const RoomNotify = z.object({
  notify: NotifyLevel.describe(
    'What notifies you here; where it does not say, what you have chosen for all rooms.',
  ).optional(),
  muted: z.literal(true).describe('Nothing here notifies you, whatever is chosen.').optional(),
  mutedUntil: Timestamp.describe('When that ends, if it does by itself: nobody tells.').optional(),
})
export type RoomNotify = z.output<typeof RoomNotify>

/** What notifies somebody where they have not chosen anything for the room. */
export const NotifyDefaults = z
  .object({
    rooms: NotifyLevel.describe('In public and private rooms.'),
    direct: NotifyLevel.describe('In direct conversations.'),
  })
  .meta({ id: 'NotifyDefaults', description: 'What notifies you where you have not chosen anything for the room.' })
export type NotifyDefaults = z.output<typeof NotifyDefaults>

/** What holds until somebody chooses. */
export const initialNotify: NotifyDefaults = { rooms: 'mentions', direct: 'all' }

/** Chooses what notifies in a room. Sets rather than toggles, so that a retry after a lost ack is harmless. */
export const notifyRoom = defineRequest('room:notify', {
  description:
    'Chooses what notifies you in a room, and mutes it, on all your devices; what is left out stays. Nobody else sees it.',
  input: z
    .strictObject({
      roomId: RoomId,
      level: z
        .enum([...NotifyLevel.options, 'default'])
        .describe('`default` follows what you have chosen for all rooms.')
        .optional(),
      muted: z.boolean().optional(),
      mutedForMs: z
        .int()
        .min(limits.mutedForMs.min)
        .max(limits.mutedForMs.max)
        .describe('With `muted: true`: how long; without, until you end it.')
        .optional(),
    })
    .refine(({ muted, mutedForMs }) => mutedForMs === undefined || muted === true, {
      path: ['mutedForMs'],
      message: 'Goes with muted: true',
    })
    .refine(({ level, muted }) => level !== undefined || muted !== undefined, 'Give level or muted'),
  output: RoomNotify,
  errors: ['NOT_FOUND', 'STORAGE_FULL'],
})

/** Chooses what notifies where nothing is chosen for the room. */
export const setNotify = defineRequest('notify:set', {
  description:
    'Chooses what notifies you where you have not chosen anything for the room, on all your devices; what is left out ' +
    'stays. Until you choose: mentions in rooms, all messages in direct conversations.',
  input: z
    .strictObject({ rooms: NotifyLevel.optional(), direct: NotifyLevel.optional() })
    .refine(({ rooms, direct }) => rooms !== undefined || direct !== undefined, 'Give rooms or direct'),
  output: NotifyDefaults,
  errors: ['STORAGE_FULL'],
})

/** Something else notifies in a room. */
export const roomNotifyChanged = defineEvent('room:notify-changed', {
  description: 'You have chosen what notifies you in a room, here or on another device: all that holds there now.',
  payload: RoomNotify.extend({ roomId: RoomId }),
})

/** Something else notifies where nothing is chosen for the room. */
export const notifyChanged = defineEvent('notify:changed', {
  description: 'You have chosen what notifies you where you have not chosen anything for the room.',
  payload: NotifyDefaults,
})
