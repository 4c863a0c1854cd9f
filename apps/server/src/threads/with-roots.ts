import type { Message } from '@chat/protocol'
import type { Writing } from '../database/statements.ts'
import type { ChangedState } from '../log/applier.ts'
import { findMessagesInFull } from '../messages/messages-store.ts'

/** Adds to what people see of changes in threads what these hang on, as it is now. Asks nothing where there are none. */
export async function withRoots({ db }: Writing, states: readonly ChangedState[]): Promise<ChangedState[]> {
  const ids = rootIdsOf(states.flatMap(({ message }) => message ?? []))
  const found = await findMessagesInFull(db, ids, () => Number.POSITIVE_INFINITY)
  const roots = new Map(found.map((root) => [root.id, root]))
  return states.map((state) => {
    const root = state.message?.threadRoot && roots.get(state.message.threadRoot)
    return root ? { ...state, root } : state
  })
}

/** What the threads hang on in which these messages are. */
export function rootIdsOf(messages: Iterable<Message>): NonNullable<Message['threadRoot']>[] {
  return [...new Set([...messages].flatMap(({ threadRoot }) => threadRoot ?? []))]
}
