import {
  cancelScheduled,
  type MessageId,
  MessageText,
  type RoomId,
  type ScheduledMessage,
  sendScheduled,
  setScheduled,
  type Timestamp,
} from '@chat/protocol'
import { checkInput } from './check-input.ts'
import type { PersonKeeper } from './person-keeper.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'
import type { ReadableStore } from './store.ts'

/** What one has written and is going to be sent, at times of one's choice. */
export interface ScheduledMessages {
  /** By the ids of the messages that they are going to be. Those that could not be sent say why. */
  readonly scheduled: ReadableStore<ReadonlyMap<string, ScheduledMessage>>
  /**
   * Has a message sent at a time, by the server: nobody needs to be here then.
   *
   * @throws {RangeError} if the text is empty or longer than the contract allows
   */
  schedule(roomId: RoomId, text: string, sendAt: Timestamp, replyTo?: MessageId): Promise<MessageId>
  /**
   * Changes what is going to be sent, or when; what could not be sent is tried again then.
   *
   * @throws {RangeError} if the text is empty or longer than the contract allows
   */
  reschedule(message: ScheduledMessage, change: { readonly text?: string; readonly sendAt?: Timestamp }): Promise<void>
  /** Sends it before its time. */
  sendScheduled(id: MessageId): Promise<void>
  /** Takes it back, with its text. */
  cancelScheduled(id: MessageId): Promise<void>
}

export function createScheduledMessages(options: {
  readonly ask: Ask
  readonly newMessageId: () => MessageId
  readonly keeper: Pick<PersonKeeper, 'of'>
}): ScheduledMessages {
  const { ask, newMessageId, keeper } = options
  /** Those of which it is not known whether they are scheduled, by what they say. */
  const unsure = new Map<string, MessageId>()

  return {
    scheduled: keeper.of('scheduled'),
    async schedule(roomId, text, sendAt, replyTo) {
      const message = { roomId, text: checkInput(MessageText, text), ...(replyTo && { replyTo }) }
      const key = JSON.stringify(message)
      // Whoever tries again since no answer came wants it sent once.
      const id = unsure.get(key) ?? newMessageId()
      unsure.set(key, id)
      try {
        await ask(setScheduled, { ...message, id, sendAt })
        unsure.delete(key)
      } catch (error) {
        if (error instanceof RequestError && error.body) unsure.delete(key)
        throw error
      }
      return id
    },
    async reschedule({ failed: _, ...message }, { text = message.text, sendAt = message.sendAt }) {
      await ask(setScheduled, { ...message, text: checkInput(MessageText, text), sendAt })
    },
    async sendScheduled(id) {
      await ask(sendScheduled, { id })
    },
    async cancelScheduled(id) {
      await ask(cancelScheduled, { id })
    },
  }
}
