import type { MessageActionsOf } from './message-actions.ts'
import type { TimelineRow } from './timeline-rows.ts'

type Pressed = Pick<KeyboardEvent, 'target' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'preventDefault'>

/** Does about the message that has the focus what the pressed key stands for, if it stands for anything. */
export function runKey(event: Pressed, rows: readonly TimelineRow[], actionsOf: MessageActionsOf): void {
  const { target, key, ctrlKey, metaKey, altKey, repeat } = event
  if (ctrlKey || metaKey || altKey || repeat || !(target instanceof HTMLElement)) return
  const row = rows.find(({ id }) => id === target.dataset['messageId'])
  const action = row && actionsOf(row).find((candidate) => candidate.key === key.toLowerCase())
  if (action === undefined) return
  // The letter is not to be written where the focus goes.
  event.preventDefault()
  action.run(target)
}
