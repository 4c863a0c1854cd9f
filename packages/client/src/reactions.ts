import {
  listReactions,
  type Message,
  type RequestInput,
  type RequestOutput,
  setReaction,
  type User,
} from '@chat/protocol'
import { checkInput } from './check-input.ts'
import { createReactionWishes, type ReactionWishesOptions } from './reaction-wishes.ts'

/** People who react to a message with an emoji, in the order in which they did, and where to go on. */
export type ReactionsPage = RequestOutput<typeof listReactions>

/** What people think of messages, in one sign. */
export interface Reactions {
  /**
   * Reacts to a message with an emoji, or takes that back. It shows at once, waits for a connection where there is none,
   * and is taken back if the server refuses it.
   *
   * @throws {RangeError} if it is no emoji
   */
  setReaction(message: Pick<Message, 'id' | 'roomId'>, emoji: string, on: boolean): Promise<void>
  /** A page of everybody who reacts to a message with an emoji. */
  listReactions(input: RequestInput<typeof listReactions>): Promise<ReactionsPage>
}

/** @param options `learn` gets the people of a page */
export function createReactions(options: ReactionWishesOptions & { readonly learn: (users: readonly User[]) => void }) {
  const { ask, learn } = options
  const wishes = createReactionWishes(options)
  const client: Reactions = {
    async setReaction({ id, roomId }, emoji, on) {
      await wishes.set(roomId, checkInput(setReaction.input, { messageId: id, emoji, on }))
    },
    async listReactions(input) {
      const page = await ask(listReactions, input)
      learn(page.users)
      return page
    },
  }
  return { client, wishes }
}
