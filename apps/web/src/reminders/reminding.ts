import type { ChatClient } from '@chat/client'
import { AlarmClock } from 'lucide-react'
import type { MessageAction } from '../messages/message-actions.ts'
import type { TimelineRow } from '../messages/timeline-rows.ts'
import { askReminder } from './asked-reminder.ts'
import { isComing } from './use-reminders.ts'

/** What one can do to be reminded of a message. What is not on the server yet can remind nobody. */
export function reminding(
  reminders: ReturnType<ChatClient['reminders']['get']>,
  { id, seq, deleted }: Pick<TimelineRow, 'id' | 'seq' | 'deleted'>,
): readonly MessageAction[] {
  if (seq === undefined || deleted) return []
  const reminder = reminders.get(id)
  const isSet = reminder !== undefined && isComing(reminder)
  const run: MessageAction['run'] = (article) => askReminder(id, article)
  return [{ label: isSet ? 'Change reminder…' : 'Remind me…', icon: AlarmClock, takesFocus: true, run }]
}
