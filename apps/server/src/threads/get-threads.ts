import { getThreads } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { findThreads } from './threads-store.ts'

export const handleGetThreads = handle(getThreads, async ({ input, actor, database }) => ({
  threads: await findThreads(database.read, actor.userId, [...new Set(input.rootIds)]),
}))
