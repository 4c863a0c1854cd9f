import { ForwardComment, type MessageId, MessageText, type RoomId } from '@chat/protocol'
import type { ChatClient } from './chat-client.ts'
import { checkInput } from './check-input.ts'
import type { Clock } from './clock.ts'
import { type Forwardable, forwardedFrom } from './forwarded-from.ts'
import type { createIdentity } from './identity.ts'
import type { createLifecycle } from './lifecycle.ts'
import type { createOutbox } from './outbox.ts'
import type { createRoomKeeper } from './room-keeper.ts'

/** Puts messages into the outbox, once somebody is signed in. */
export function createSend(options: {
  readonly newMessageId: () => MessageId
  readonly clock: Clock
  readonly identity: Pick<ReturnType<typeof createIdentity>, 'known'>
  readonly lifecycle: Pick<ReturnType<typeof createLifecycle>, 'settled'>
  readonly outbox: Pick<ReturnType<typeof createOutbox>, 'add'>
  readonly keeper: Pick<ReturnType<typeof createRoomKeeper>, 'keepQuoted' | 'pages'>
  readonly typing: { sent(roomId: RoomId, threadRoot?: MessageId): void }
}): ChatClient['send'] {
  return async (roomId, text, { threadRoot, replyTo, forward } = {}) => {
    const checked = checkInput(forward ? ForwardComment : MessageText, text)
    const forwarding = forward && forwardingOf(forward)
    const place = { ...(threadRoot && { threadRoot }), ...(replyTo && { replyTo }), ...forwarding }
    const message = { id: options.newMessageId(), roomId, text: checked, createdAt: options.clock.now(), ...place }
    await options.identity.known()
    await options.lifecycle.settled()
    if (replyTo) options.keeper.keepQuoted(roomId, replyTo)
    await options.outbox.add(message)
    options.typing.sent(roomId, threadRoot)
    if (!threadRoot) options.keeper.pages.showPresent(roomId)
    return message.id
  }
}

function forwardingOf(message: Forwardable) {
  const forwarded = forwardedFrom(message)
  if (!forwarded) throw new RangeError('There is nothing to pass on')
  return { forwardOf: message.id, forwarded }
}
