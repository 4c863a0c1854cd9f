import { z } from 'zod'
import { defineRequest, type ParsedInput } from './define.ts'
import { RoomId, Seq } from './ids.ts'
import { limits } from './limits.ts'
import { Timestamp } from './time.ts'

/** What notifies somebody: every message, those that mention them by name or by `@room`, or nothing. */
export const NotifyLevel = z.enum(['all', 'mentions', 'nothing'])
export type NotifyLevel = z.output<typeof NotifyLevel>

/** What somebody has chosen for one room. */
export const RoomNotify = z
  .object({
    roomId: RoomId,
    level: NotifyLevel.describe(
      'What notifies you there; where it does not say, what you have chosen for all rooms.',
    ).optional(),
    muted: z.literal(true).describe('Nothing there notifies you, whatever is chosen.').optional(),
    mutedUntil: Timestamp.describe('When that is over, if it ends by itself: nobody tells.').optional(),
  })
  .meta({ id: 'RoomNotify', description: 'What you have chosen to be notified of in a room.' })
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
  output: z.object({ seq: Seq.describe('Your log has it at this place at the latest.') }),
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
  output: z.object({ seq: Seq.describe('Your log has it at this place at the latest.') }),
  errors: ['STORAGE_FULL'],
})

/** What somebody has chosen for a room after `room:notify`: on the server, and where it shows before the server has it. */
export function roomNotifyAfter(
  before: RoomNotify,
  { level, muted, mutedForMs }: Omit<ParsedInput<typeof notifyRoom>, 'roomId'>,
  now: Timestamp,
): RoomNotify {
  const { roomId, level: levelBefore, ...muteBefore } = before
  const chosen = level ?? levelBefore
  const isOver = before.mutedUntil !== undefined && before.mutedUntil <= now
  const until = mutedForMs === undefined ? {} : { mutedUntil: now + mutedForMs }
  return {
    roomId,
    ...(chosen !== undefined && chosen !== 'default' && { level: chosen }),
    ...(muted === undefined ? !isOver && muteBefore : muted && { muted, ...until }),
  }
}
