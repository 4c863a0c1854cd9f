import type { ChatClient } from '@chat/client'
import type { Message, MessageId, Reminder } from '@chat/protocol'
import { AlarmClock, AlarmClockOff } from 'lucide-react'
import { useMemo } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { announce } from '../design/announce.ts'
import { Button } from '../design/button.tsx'
import { IconButton } from '../design/icon-button.tsx'
import { ListNotice } from '../design/list-notice.tsx'
import { showNotice } from '../design/notices.ts'
import { formatAgo, formatLater } from '../design/time-format.ts'
import { KeptList } from '../later/kept-list.tsx'
import { useLookedUp } from '../later/use-looked-up.ts'
import { ListedMessage } from '../messages/listed-message.tsx'
import { roomTitle } from '../rooms/room-title.ts'
import { useNamedRooms } from '../rooms/use-named-rooms.ts'
import { createPagedSearch } from '../store/paged-search.ts'
import { useStore } from '../store/use-store.ts'
import { askReminder } from './asked-reminder.ts'
import { isComing, remindersInOrder, useReminders } from './use-reminders.ts'

/** So many messages are looked up at once. */
const PAGE = 20

/** Of what one is reminded, by time: what is due first. */
export function RemindersList({ client, close }: { client: ChatClient; close: () => void }) {
  const list = useMemo(() => createReminderList(client), [client])
  const reminders = useReminders(client)
  const titles = new Map(useNamedRooms(client).map((room) => [room.id, roomTitle(room)]))
  const messages = new Map(useStore(list.found).items.map((message) => [message.id, message]))
  const shown = reminders.flatMap((reminder) => {
    const message = messages.get(reminder.messageId)
    return message ? [{ reminder, message }] : []
  })
  useLookedUp(
    client,
    list,
    reminders.map(({ messageId }) => messageId).join(),
    shown.map(({ message }) => message),
  )
  return (
    <KeptList
      list={list}
      label="Reminders"
      isEmpty={reminders.length === 0}
      empty={
        <ListNotice text="There is nothing to be reminded of. Choose “Remind me…” from the menu beside a message to come back to it in time.">
          <AlarmClock aria-hidden="true" size="1.75rem" className="-order-1 text-muted" />
        </ListNotice>
      }
      count={shown.length}
    >
      {shown.map(({ reminder, message }) => (
        <ListedMessage
          key={message.id}
          client={client}
          message={message}
          where={titles.get(message.roomId) ?? 'a room'}
          note={<When reminder={reminder} />}
          action={<Actions client={client} reminder={reminder} deleted={message.deletedAt !== undefined} />}
          onOpened={close}
        />
      ))}
    </KeptList>
  )
}

function When({ reminder }: { reminder: Reminder }) {
  const { remindAt } = reminder
  const now = Date.now()
  const time = (text: string) => <time dateTime={new Date(remindAt).toISOString()}>{text}</time>
  return isComing(reminder) ? (
    <span className="inline-block first-letter:uppercase">{time(formatLater(remindAt, now))}</span>
  ) : (
    <span className="font-medium text-accent-text">Due {time(formatAgo(remindAt, now))}</span>
  )
}

function Actions({
  client,
  reminder,
  deleted,
}: {
  client: Pick<ChatClient, 'clearReminder'>
  reminder: Reminder
  deleted: boolean
}) {
  const { messageId } = reminder
  return (
    <>
      {!deleted && (
        <IconButton icon={AlarmClock} label="Change the time" size="sm" onClick={() => askReminder(messageId)} />
      )}
      {isComing(reminder) ? (
        <IconButton
          icon={AlarmClockOff}
          label="Cancel the reminder"
          size="sm"
          onClick={() => void clear(client, messageId, 'Reminder cancelled')}
        />
      ) : (
        <Button size="sm" onClick={() => void clear(client, messageId, 'Done')}>
          Done
        </Button>
      )}
    </>
  )
}

async function clear(client: Pick<ChatClient, 'clearReminder'>, messageId: MessageId, done: string): Promise<void> {
  try {
    await client.clearReminder(messageId)
    announce(done)
  } catch (error) {
    showNotice(explainRefusal(error))
  }
}

/** Page by page, since somebody may have many. */
function createReminderList(client: Pick<ChatClient, 'getMessages' | 'reminders' | 'rooms'>) {
  return createPagedSearch<Message>(
    async ({ cursor = '0' }) => {
      const ids = remindersInOrder(client).map(({ messageId }) => messageId)
      const end = Number(cursor) + PAGE
      const items = await client.getMessages(ids.slice(Number(cursor), end))
      return { items, cursor: end < ids.length ? String(end) : undefined }
    },
    ({ id }) => id,
  )
}
