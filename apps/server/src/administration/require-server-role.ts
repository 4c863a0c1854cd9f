import type { ServerRole, UserId } from '@chat/protocol'
import type { Database } from '../database/database.ts'
import { ChatError } from '../gate/chat-error.ts'
import { serverRoleOf } from './server-roles.ts'

/**
 * Turns away whoever does not run the server.
 *
 * @throws {ChatError} FORBIDDEN
 */
export async function requireServerAdmin({ read }: Pick<Database, 'read'>, userId: UserId): Promise<void> {
  requireServerRole(await serverRoleOf(read, userId))
}

/**
 * @param serverRole what whoever asks is on the server
 * @throws {ChatError} FORBIDDEN
 */
export function requireServerRole(serverRole: ServerRole): void {
  if (serverRole === 'member') throw new ChatError('FORBIDDEN', 'This is for those who run the server.')
}
