import type { MessageId, UserId } from '@chat/protocol'
import type { Telling } from '../gate/handler.ts'
import { findThreads } from './threads-store.ts'

/** Tells all of a person's connections what a thread is to them, unless they cannot see it any more. */
export async function tellThread(
  { database: { read }, people }: Telling,
  userId: UserId,
  rootId: MessageId,
): Promise<void> {
  const [thread] = await findThreads(read, userId, [rootId])
  if (thread) people.tell(userId, 'thread:changed', thread)
}
