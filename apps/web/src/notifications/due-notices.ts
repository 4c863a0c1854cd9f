import type { ChatClient, DueReminder, Notice } from '@chat/client'
import type { MessageId } from '@chat/protocol'
import { saidText } from '../forwards/said-text.ts'
import { nameRooms } from '../rooms/room-title.ts'
import { dueNoticeText, type NoticeText } from './notice-text.ts'

type Due = Extract<Notice, { kind: 'due' }>

/** What the reminders need of the notifier. */
interface DueParts {
  readonly client: Pick<ChatClient, 'reminders' | 'rooms' | 'users' | 'me' | 'blocked'>
  /** @returns closes it; undefined where none may be shown */
  readonly show: (text: NoticeText, onClick: () => void) => (() => void) | undefined
  /** Shows the message of a reminder, or where there are several, or none to show, all that are due. */
  readonly open: (message: DueReminder['message']) => void
}

/** One notification of all reminders that are due and that one is not done with. All tabs keep it; one shows it. */
export function createDueNotices({ client, show, open }: DueParts) {
  const shown = new Map<MessageId, Due>()
  let close: (() => void) | undefined

  const isDue = ({ reminder: { messageId, firedAt } }: Due): boolean =>
    client.reminders.get().get(messageId)?.firedAt === firedAt

  return {
    isDue,
    show(news: readonly Due[]): void {
      for (const due of news) shown.set(due.reminder.messageId, due)
      const all = [...shown.values()]
      const message = all.length === 1 ? all[0]?.message : undefined
      close?.()
      close = show(textOf(client, all), () => open(message))
    },
    /** What is done, on whatever device, or put off again is not shown any longer. */
    settle(): void {
      for (const [id, due] of shown) if (!isDue(due)) shown.delete(id)
      if (shown.size === 0) this.close()
    },
    close(): void {
      shown.clear()
      close?.()
      close = undefined
    },
  }
}

/** Of what is deleted, or written by somebody whom one has blocked, it says no more than that one wanted to come back to it. */
function textOf({ rooms, users, me, blocked }: DueParts['client'], all: readonly Due[]): NoticeText {
  const messages = all.map(({ message }) => message)
  const named = nameRooms(rooms.get(), users.get(), me.get()?.id)
  return dueNoticeText(
    messages.map((message) => ({
      author: message && users.get().get(message.authorId)?.name,
      room: named.find(({ id }) => id === message?.roomId),
      text: message && !blocked.get().has(message.authorId) ? saidText(message, blocked.get()) : '',
    })),
  )
}
