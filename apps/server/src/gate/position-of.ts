import { Seq } from '@chat/protocol'
import { ChatError } from './chat-error.ts'

/**
 * Reads a cursor that stands for a position of a room's log.
 *
 * @throws {ChatError} VALIDATION_FAILED if it does not
 */
export function positionOf(cursor: string): Seq {
  const { data } = Seq.safeParse(Number(cursor))
  if (data === undefined) throw new ChatError('VALIDATION_FAILED', 'The cursor is not one of this request.')
  return data
}
