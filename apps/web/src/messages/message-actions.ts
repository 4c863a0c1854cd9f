import type { LucideIcon } from 'lucide-react'
import type { TimelineRow } from './timeline-rows.ts'

/** Something that one can do about a message: a button in the bar over it or an item of its menu, and a line of the sheet on a phone. */
export interface MessageAction {
  readonly label: string
  readonly icon: LucideIcon
  /** It has a button in the bar; the others stand in the menu there. */
  readonly inBar?: true
  readonly look?: 'danger'
  /** Pressed while the message has the focus, it does the same. */
  readonly key?: string
  /** It opens something that gets the focus: nothing else may take it then. */
  readonly takesFocus?: true
  /** @param article the message on the screen: where something can open, and where the focus returns */
  run(article: HTMLElement): void
}

/** What one can do about a message, in the order in which it is offered; nothing where there is nothing. */
export type MessageActionsOf = (row: TimelineRow) => readonly MessageAction[]
