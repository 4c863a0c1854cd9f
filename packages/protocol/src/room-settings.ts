import { z } from 'zod'
import { defineRequest } from './define.ts'
import { RoomId, Seq } from './ids.ts'
import { limits } from './limits.ts'
import { RoomName } from './room-directory.ts'
import { RoomSlug } from './slug.ts'
import { nameText } from './text.ts'

/** Changes what a room is called and how it is run. */
export const updateRoom = defineRequest('room:update', {
  description:
    'Changes the settings that it names, for everybody in the room. Owners change all of them, moderators the name and the ' +
    'topic. An archived room takes no other change than the one that brings it back.',
  input: z.strictObject({
    roomId: RoomId,
    name: RoomName.optional(),
    topic: nameText({ ...limits.roomTopic, min: 0 })
      .describe('An empty one takes the topic away.')
      .optional(),
    slug: RoomSlug.describe('Another address, for a public room; one that is taken is a `CONFLICT`.').optional(),
    readOnly: z.boolean().describe('Only owners and moderators may post.').optional(),
    archived: z.boolean().describe('Nobody may post or come in; members can read it.').optional(),
  }),
  output: z.object({ seq: Seq.describe("Where in the room's log it changed, or the last position if nothing did.") }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'ROOM_ARCHIVED', 'STORAGE_FULL'],
})
