import type { ChatClient } from '@chat/client'
import type { RoomId } from '@chat/protocol'
import type { CompletionSource } from '../completion/completion-source.ts'
import type { Reacting } from '../reactions/reacting.ts'
import type { ThreadTools } from '../threads/thread-tools.ts'
import type { MessageActionsOf } from './message-actions.ts'
import type { MessageEdits } from './message-edits.ts'
import type { TimelineRow } from './timeline-rows.ts'

/** What the rows of a timeline can do; the same object as long as what one may do in the room is the same. */
export interface MessageTools {
  readonly client: ChatClient
  readonly roomId: RoomId
  readonly actionsOf: MessageActionsOf
  readonly edits: MessageEdits
  /** Asks whether to delete it. */
  askDelete(row: TimelineRow, article: HTMLElement): void
  showRevisions(row: TimelineRow, article: HTMLElement): void
  readonly reacting: Reacting
  /** What words can be completed to while one edits. */
  readonly completions: readonly CompletionSource[]
  /** Absent in a thread, where none hangs on anything. */
  readonly threads?: ThreadTools
}
