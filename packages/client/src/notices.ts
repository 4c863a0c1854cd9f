import type { ChosenStatus, Message, MessageId, RoomChanges, RoomId, RoomSummary, Seq } from '@chat/protocol'
import type { SyncAnswer } from './catch-up.ts'
import { missedIn } from './missed-messages.ts'
import type { NotifyChoices } from './notify-choices.ts'
import type { DueReminder } from './reminders.ts'
import type { RoomList } from './room-list.ts'
import type { ReadableStore } from './store.ts'
import { type NotifyRules, noticeOf } from './what-notifies.ts'

/** Something that a screen may tell its person while they are elsewhere. */
export type Notice =
  /** Somebody has just written something that notifies; `mentions` that it calls one. */
  | { readonly kind: 'message'; readonly message: Message; readonly mentions: boolean }
  /** What came while there was no connection, all together, and up to where in each room. */
  | {
      readonly kind: 'missed'
      readonly count: number
      readonly rooms: readonly { readonly roomId: RoomId; readonly seq: Seq }[]
    }
  /** It is time for something of which one wants to be reminded. */
  | ({ readonly kind: 'due' } & DueReminder)
  /** A message was deleted: what is shown of it has to go. */
  | { readonly kind: 'withdrawn'; readonly roomId: RoomId; readonly messageId: MessageId }

/** What notifies, as it happens. Every tab hears it; which of them tells the person is for the screens to settle. */
export interface Notices {
  /** Calls the listener with each, until the returned function is called. */
  onNotice(listener: (notice: Notice) => void): () => void
}

/** Finds out what notifies in what comes from the server. */
export function createNotices(options: {
  readonly list: RoomList
  readonly chosen: Pick<NotifyChoices, 'notifyChoices' | 'notifyDefaults'>
  readonly status: ReadableStore<ChosenStatus>
}) {
  const { status } = options
  const { notifyChoices, notifyDefaults } = options.chosen
  const { find, reader } = options.list
  const rules = (): NotifyRules => ({
    choices: notifyChoices.get(),
    defaults: notifyDefaults.get(),
    reader: reader(),
    status: status.get(),
  })
  const listeners = new Set<(notice: Notice) => void>()
  /** Before the first sync nobody was away: what is unread then shows in the list. */
  let caughtUp = false

  function tell(notice: Notice): void {
    for (const listener of [...listeners]) listener(notice)
  }

  function consider(message: Message, room: RoomSummary): void {
    const reason = noticeOf(message, room, rules())
    if (reason) tell({ kind: 'message', message, mentions: reason === 'mention' })
  }

  const client: Notices = {
    onNotice(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }

  return {
    client,
    /** Changes of a room, before the list takes them over: what is beyond the head that it knows is new. */
    heard({ roomId, messages }: RoomChanges): void {
      const room = find(roomId)
      if (!room) return
      for (const message of messages) {
        if (message.deletedAt !== undefined) tell({ kind: 'withdrawn', roomId, messageId: message.id })
        else if (message.seq > room.head) consider(message, room)
      }
    },
    /** Nobody needs to be reminded of what is not theirs to see any more. Muting a room is about what others say there. */
    due(due: DueReminder): void {
      if (status.get() !== 'dnd' && find(due.reminder.roomId)) tell({ kind: 'due', ...due })
    },
    /** A room is new in the list, perhaps because somebody has just written there. */
    added(room: RoomSummary): void {
      if (room.lastMessage) consider(room.lastMessage, room)
    },
    /**
     * A sync was taken over.
     *
     * @param before the rooms as the client knew them until then
     */
    synchronised(before: readonly RoomSummary[], { rooms, changes }: SyncAnswer): void {
      if (!caughtUp) {
        caughtUp = true
        return
      }
      const known = new Map(before.map((room) => [room.id, room]))
      const missed = rooms.flatMap(({ id }) => {
        const now = find(id)
        const brought = changes.find(({ roomId }) => roomId === id)
        const count = now ? missedIn(now, known.get(id), brought, rules()) : 0
        return now && count > 0 ? [{ room: now, count }] : []
      })
      const [first] = missed
      const count = missed.reduce((sum, room) => sum + room.count, 0)
      if (!first) return
      const only = count === 1 ? first.room.lastMessage : undefined
      if (only && noticeOf(only, first.room, rules())) consider(only, first.room)
      else tell({ kind: 'missed', count, rooms: missed.map(({ room: { id, head } }) => ({ roomId: id, seq: head })) })
    },
    /** Somebody else is signed in. */
    clear(): void {
      caughtUp = false
    },
  }
}
