import {
  listPins,
  type Message,
  type MessageId,
  type RequestInput,
  type RequestOutput,
  setPin,
  type User,
} from '@chat/protocol'
import type { Ask } from './requests.ts'

/** Pinned messages, the one that was pinned last first, and where to go on. */
export type PinsPage = RequestOutput<typeof listPins>

/** What is kept at hand for everybody in a room. */
export interface Pins {
  /**
   * Pins a message, or takes the pin away. It shows with the frame that everybody gets.
   *
   * @throws {RequestError} if the server refuses, or cannot be asked
   */
  setPin(messageId: MessageId, on: boolean): Promise<void>
  /** A page of what is pinned in a room; how many there are, `rooms` says. */
  listPins(input: RequestInput<typeof listPins>): Promise<PinsPage>
}

/** @param options `learn` gets the people of a page */
export function createPins({
  ask,
  learn,
  onMessages,
}: {
  readonly ask: Ask
  readonly learn: (users: readonly User[]) => void
  readonly onMessages: (messages: readonly Message[]) => void
}): Pins {
  return {
    async setPin(messageId, on) {
      await ask(setPin, { messageId, on })
    },
    async listPins(input) {
      const page = await ask(listPins, input)
      learn(page.users)
      onMessages(page.messages)
      return page
    },
  }
}
