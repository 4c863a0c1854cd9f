import type { ServerRole, UserId } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { requireServerRole } from './require-server-role.ts'

/** Somebody, and what they are on the server. */
export interface RankedPerson {
  readonly userId: UserId
  readonly serverRole: ServerRole
}

/**
 * Owners may change everybody, admins plain members, and nobody themselves: a slip would lock them out. Who asked while they
 * ran the server may not do so any more.
 *
 * @throws {ChatError} FORBIDDEN
 */
export function requirePower(actor: RankedPerson, target: RankedPerson): void {
  if (actor.userId === target.userId) throw new ChatError('FORBIDDEN', 'Somebody else has to do this to you.')
  requireServerRole(actor.serverRole)
  if (actor.serverRole !== 'owner' && target.serverRole !== 'member') {
    throw new ChatError('FORBIDDEN', 'Only owners may change owners and admins.')
  }
}
