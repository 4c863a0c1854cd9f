import type { ChatClient } from '@chat/client'
import type { Seq } from '@chat/protocol'

/** What a message needs to show what hangs on it. */
export interface ThreadTools {
  /** Who the people are. */
  readonly users: ChatClient['users']
  /** Opens the thread under the message at this place. */
  open(seq: Seq): void
  /** Opens it at one of the messages in it, in place of a link to that. */
  openAt(seq: Seq, reply: Seq): void
}
