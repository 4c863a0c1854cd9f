import { type MessageId, MessageText, type RoomId } from '@chat/protocol'
import type { ChatClient } from './chat-client.ts'
import { checkInput } from './check-input.ts'
import type { Clock } from './clock.ts'
import type { createIdentity } from './identity.ts'
import type { createLifecycle } from './lifecycle.ts'
import type { createOutbox } from './outbox.ts'

/** Puts messages into the outbox, once somebody is signed in. */
export function createSend(options: {
  readonly newMessageId: () => MessageId
  readonly clock: Clock
  readonly identity: Pick<ReturnType<typeof createIdentity>, 'known'>
  readonly lifecycle: Pick<ReturnType<typeof createLifecycle>, 'settled'>
  readonly outbox: Pick<ReturnType<typeof createOutbox>, 'add'>
  readonly keeper: { readonly pages: { showPresent(roomId: RoomId): void } }
  readonly typing: { sent(roomId: RoomId): void }
}): ChatClient['send'] {
  return async (roomId, text, { threadRoot } = {}) => {
    const checked = checkInput(MessageText, text)
    const createdAt = options.clock.now()
    const message = { id: options.newMessageId(), roomId, text: checked, createdAt, ...(threadRoot && { threadRoot }) }
    await options.identity.known()
    await options.lifecycle.settled()
    await options.outbox.add(message)
    if (threadRoot) return message.id
    options.keeper.pages.showPresent(roomId)
    options.typing.sent(roomId)
    return message.id
  }
}
