import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { RoomId } from './ids.ts'

/** Marks a room as one of one's favourites. Sets rather than toggles, so that a retry after a lost ack is harmless. */
export const favouriteRoom = defineRequest('room:favourite', {
  description:
    'Marks a room as one of your favourites, on all your devices, or takes the mark away. Nobody else sees it.',
  input: z.strictObject({ roomId: RoomId, on: z.boolean() }),
  output: z.object({}),
  errors: ['NOT_FOUND', 'STORAGE_FULL'],
})

/** A room has become a favourite, or is none any more. */
export const roomFavourited = defineEvent('room:favourited', {
  description: 'You have marked a room as a favourite, here or on another device, or taken the mark away.',
  payload: z.object({ roomId: RoomId, on: z.boolean() }),
})
