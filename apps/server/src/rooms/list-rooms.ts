import { listRooms } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { findPublicRooms } from './public-rooms.ts'

export const handleListRooms = handle(listRooms, ({ input, actor, database }) =>
  findPublicRooms(database.read, actor.userId, input),
)
