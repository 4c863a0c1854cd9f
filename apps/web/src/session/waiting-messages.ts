import type { ChatClient, OutboxEntry } from '@chat/client'

/** One's own messages that the server does not have yet, in all rooms. */
export function waitingMessages(client: ChatClient): OutboxEntry[] {
  return client.rooms
    .get()
    .flatMap(({ id }) => client.room(id).get().outbox)
    .filter(({ state }) => state !== 'sent')
}
