import type { MessageId } from '@chat/protocol'
import { useCallback, useRef, useState } from 'react'
import { saidText } from '../forwards/said-text.ts'
import { canReact } from '../reactions/reacting.ts'
import type { PressedMessage } from './message-sheet.tsx'
import type { MessageTools } from './message-tools.ts'
import type { TimelineRow } from './timeline-rows.ts'

/** The message that a finger stays on, and the sheet with what can be done about it. */
export function usePressedMessage(
  rows: readonly TimelineRow[],
  nameOf: (row: TimelineRow) => string,
  { actionsOf, reacting }: Pick<MessageTools, 'actionsOf' | 'reacting'>,
) {
  const [pressed, setPressed] = useState<PressedMessage>()
  const [open, setOpen] = useState(false)
  // Rows are drawn again for every new function: they get one that finds what is there now.
  const show = useRef<(id: MessageId, article: HTMLElement) => void>(undefined)
  show.current = (id, article) => {
    const row = rows.find((candidate) => candidate.id === id)
    const actions = row === undefined ? [] : actionsOf(row)
    if (row === undefined || actions.length === 0) return
    const react = canReact(row, reacting) ? (emoji: string) => reacting.set(id, emoji, true) : undefined
    setPressed({ article, authorName: nameOf(row), text: saidText(row), actions, react })
    setOpen(true)
  }
  const onPressed = useCallback((id: MessageId, article: HTMLElement) => show.current?.(id, article), [])
  return { onPressed, sheet: { pressed, open, close: () => setOpen(false) } }
}
