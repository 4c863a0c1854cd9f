import type { MessageId } from '@chat/protocol'
import type { Writing } from '../database/statements.ts'
import type { Refused } from '../log/applier.ts'
import { NO_SUCH_MESSAGE } from '../rooms/room-access.ts'

/** Refuses what is to be kept about a message that nobody has written, or that is deleted. */
export async function refuseUnlessWritten({ db }: Writing, messageId: MessageId): Promise<Refused | undefined> {
  const message = await db.selectFrom('messages').select('deleted_at').where('id', '=', messageId).executeTakeFirst()
  return message?.deleted_at === null ? undefined : NO_SUCH_MESSAGE
}
