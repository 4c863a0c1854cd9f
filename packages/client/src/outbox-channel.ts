import type { MessageId, Seq, UserId } from '@chat/protocol'
import type { Held } from './outbox-state.ts'

/** What the clients of one device (the tabs of a browser) tell each other about the outbox that they share. */
export type OutboxNews =
  /** The outbox has changed: read it again. With `held`, only how far that message has come, which is not stored. */
  | { readonly kind: 'changed'; readonly account: UserId; readonly held?: Held }
  /** The server has the message, at this position. */
  | { readonly kind: 'sent'; readonly account: UserId; readonly id: MessageId; readonly seq: Seq }

export interface OutboxChannel {
  /** Tells the others, not oneself. */
  post(news: OutboxNews): void
  subscribe(listener: (news: OutboxNews) => void): () => void
}

/** For a client that shares its outbox with nobody. */
export const noChannel: OutboxChannel = { post: () => {}, subscribe: () => () => {} }
