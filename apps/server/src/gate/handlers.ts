import type { Request } from '@chat/protocol'
import { handleSendMessage } from '../messages/send-message.ts'
import { handleGetUsers } from '../people/get-users.ts'
import { handleUpdateUser } from '../people/update-user.ts'
import { handleWatchPresence } from '../presence/watch-presence.ts'
import { handleGetRoomChanges } from '../rooms/get-room-changes.ts'
import { handleGetRoomHistory } from '../rooms/get-room-history.ts'
import { handleSyncSession } from '../session/sync-session.ts'
import type { Handler } from './handler.ts'

/** Who answers what. A request without a handler does not compile. */
export const handlers: { readonly [Name in Request['name']]: Handler<Extract<Request, { name: Name }>> } = {
  'session:sync': handleSyncSession,
  'room:changes': handleGetRoomChanges,
  'room:history': handleGetRoomHistory,
  'message:send': handleSendMessage,
  'presence:watch': handleWatchPresence,
  'user:update': handleUpdateUser,
  'user:get': handleGetUsers,
}
