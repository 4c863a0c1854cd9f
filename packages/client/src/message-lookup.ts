import { getMessages, limits, type Message, type MessageId, type User } from '@chat/protocol'
import type { Ask } from './requests.ts'

/** Messages by their ids, from wherever they are. */
export interface MessageLookup {
  /** The messages as they are now, in the order of the ids; without those that one may not read. */
  getMessages(ids: readonly MessageId[]): Promise<readonly Message[]>
}

export function createMessageLookup(options: {
  readonly ask: Ask
  readonly learn: (users: readonly User[]) => void
  readonly onMessages: (messages: readonly Message[]) => void
}): MessageLookup {
  const { ask, learn, onMessages } = options

  return {
    async getMessages(ids) {
      const found: Message[] = []
      let left = [...ids]
      while (left.length > 0) {
        const asked = left.slice(0, limits.messagesAsked)
        const { messages, users, more } = await ask(getMessages, { ids: asked })
        learn(users)
        onMessages(messages)
        found.push(...messages)
        const last = messages.at(-1)?.id
        // Those before the last one are not there, or not to be seen.
        left = left.slice(more && last ? asked.indexOf(last) + 1 : asked.length)
      }
      return found
    },
  }
}
