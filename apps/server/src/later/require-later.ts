import { limits, type Timestamp } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'

/**
 * Makes sure that something can be put off until then.
 *
 * @throws {ChatError} VALIDATION_FAILED if that is past, but for what clocks differ, or further away than anybody plans
 */
export function requireLater(at: Timestamp, now: Timestamp): void {
  const { past, ahead } = limits.laterMs
  if (at < now - past) throw new ChatError('VALIDATION_FAILED', 'This time is past.')
  if (at > now + ahead) throw new ChatError('VALIDATION_FAILED', 'This time is too far away.')
}
