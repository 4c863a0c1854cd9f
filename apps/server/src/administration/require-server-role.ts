import type { UserId } from '@chat/protocol'
import type { Database } from '../database/database.ts'
import { ChatError } from '../gate/chat-error.ts'
import { serverRoleOf } from './server-roles.ts'

/**
 * Turns away whoever does not run the server.
 *
 * @throws {ChatError} FORBIDDEN
 */
export async function requireServerAdmin({ read }: Pick<Database, 'read'>, userId: UserId): Promise<void> {
  if ((await serverRoleOf(read, userId)) !== 'member') return
  throw new ChatError('FORBIDDEN', 'This is for those who run the server.')
}
