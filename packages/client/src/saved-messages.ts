import {
  listSavedMessages,
  type Message,
  type MessageId,
  type RequestInput,
  type RequestOutput,
  type SavedMessage,
  saveMessage,
  type User,
} from '@chat/protocol'
import type { PersonKeeper } from './person-keeper.ts'
import type { Ask } from './requests.ts'
import type { ReadableStore } from './store.ts'

/** Saved messages as they are now, the latest saved first, and where to go on. */
export type SavedPage = RequestOutput<typeof listSavedMessages>

/** What one has saved for later. */
export interface SavedMessages {
  /** That messages are saved, by their ids; also of rooms that one is not in any more. */
  readonly saved: ReadableStore<ReadonlyMap<string, SavedMessage>>
  /** Saves a message on all of one's devices, or takes that back. */
  saveMessage(messageId: MessageId, on: boolean): Promise<void>
  /** A page of the saved messages of rooms that one is in. */
  listSaved(input: RequestInput<typeof listSavedMessages>): Promise<SavedPage>
}

export function createSavedMessages(options: {
  readonly ask: Ask
  readonly keeper: Pick<PersonKeeper, 'of'>
  readonly learn: (users: readonly User[]) => void
  readonly onMessages: (messages: readonly Message[]) => void
}): SavedMessages {
  const { ask, keeper, learn, onMessages } = options
  return {
    saved: keeper.of('saved'),
    async saveMessage(messageId, on) {
      await ask(saveMessage, { messageId, on })
    },
    async listSaved(input) {
      const page = await ask(listSavedMessages, input)
      learn(page.users)
      onMessages(page.saved.map(({ message }) => message))
      return page
    },
  }
}
