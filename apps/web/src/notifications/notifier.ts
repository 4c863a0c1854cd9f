import type { ChatClient, FlusherLock, Notice } from '@chat/client'
import type { Message, RoomId, RoomSummary, Seq } from '@chat/protocol'
import { saidText } from '../forwards/said-text.ts'
import { nameRooms } from '../rooms/room-title.ts'
import { createDueNotices } from './due-notices.ts'
import type { Talk } from './looking.ts'
import { missedNoticeText, type NoticeText, roomNoticeText } from './notice-text.ts'

/** What comes within this time is one notification of its room, and one sound. */
export const TOGETHER_MS = 2_000

/** How long the name of somebody is waited for who is not known yet. */
const NAME_MS = 2_000

/** Messages of one room that are counted. */
const MOST = 100

type NewMessage = Extract<Notice, { kind: 'message' }>
type Missed = Extract<Notice, { kind: 'missed' }>
type Due = Extract<Notice, { kind: 'due' }>
type News = NewMessage | Missed | Due

/** A message, by where it stands. */
type Place = Pick<Message, 'roomId' | 'seq' | 'threadRoot'>

/** What it is said in: one notification is about one of them, and is over once that is read. */
const talkOf = ({ roomId, threadRoot }: Place): Talk => threadRoot ?? roomId

/** What the notifier needs of the browser. */
export interface NotifierParts {
  readonly client: Pick<
    ChatClient,
    'onNotice' | 'rooms' | 'threads' | 'notifyChoices' | 'users' | 'me' | 'blocked' | 'reminders'
  >
  /** Elects among the tabs the one that shows, and the one that sounds. */
  readonly lock: FlusherLock
  /** Calls back once somebody has touched the page, as browsers let no other sound, unless it is called off. */
  readonly whenTouched: (run: () => void) => () => void
  readonly isLookedAt: (talk: Talk) => Promise<boolean>
  /**
   * Shows a notification in place of the one with the same tag.
   *
   * @returns closes it; undefined where none may be shown
   */
  readonly show: (tag: string, text: NoticeText, onClick: () => void) => (() => void) | undefined
  readonly sound: () => void
  readonly open: (roomId: RoomId, seq: Seq) => void
  /** Says something on the page itself, for whoever looks at it. */
  readonly say: (text: NoticeText, onClick: () => void) => void
  /** Shows all reminders that are due. */
  readonly openReminders: () => void
  /** Something has come of which one could be told. */
  readonly onNews: () => void
}

/** What a notification is about. All tabs keep it; one shows it. */
interface Pending {
  readonly messages: readonly (Place & Pick<Message, 'id'>)[]
  readonly close?: (() => void) | undefined
}

/**
 * Tells somebody who is elsewhere what has come: one tab for all, and nobody who looks at it in any.
 *
 * @returns ends it, and closes what it shows
 */
export function startNotifier(parts: NotifierParts): () => void {
  const { client, lock } = parts
  const talks = new Map<Talk, Pending>()
  let away: (Pick<Missed, 'rooms'> & Pick<Pending, 'close'>) | undefined
  /** What has come and was not told yet; of it, what waits for its turn. */
  const heard = new Set<News>()
  let waiting: News[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let toldAt = 0
  let telling = false
  let shows = false
  let sounds = false
  let ended = false

  const find = (roomId: RoomId): RoomSummary | undefined => client.rooms.get().find(({ id }) => id === roomId)
  const isNews = ({ roomId, seq, threadRoot }: Place): boolean => {
    const room = find(roomId)
    if (room === undefined || client.notifyChoices.get().get(roomId)?.muted) return false
    return seq > (threadRoot === undefined ? room.lastReadSeq : (threadOf(threadRoot)?.readSeq ?? 0))
  }
  const threadOf = (rootId: Message['id']) => client.threads.get().threads.get(rootId)

  const isLeft = (notice: News): boolean => (notice.kind === 'due' ? due.isDue(notice) : placesOf(notice).some(isNews))
  const due = createDueNotices({
    client,
    show(text, onClick) {
      parts.say(text, onClick)
      return shows ? parts.show('reminders', text, onClick) : undefined
    },
    open: (message) => (message ? parts.open(message.roomId, message.seq) : parts.openReminders()),
  })

  /** At once, or together with what comes within the next moment. Background pages are called back late, if often asked. */
  function gather(): void {
    if (telling || waiting.length === 0) return
    const left = toldAt + TOGETHER_MS - Date.now()
    if (left > 0) {
      clearTimeout(timer)
      timer = setTimeout(gather, left)
      return
    }
    clearTimeout(timer)
    const news = waiting
    waiting = []
    telling = true
    void tell(news).then(() => {
      telling = false
      toldAt = Date.now()
      gather()
    })
  }

  async function tell(news: readonly News[]): Promise<void> {
    await Promise.all(news.flatMap(authorsOf).map((author) => nameKnown(client, author)))
    // Whatever has happened while that took its time.
    const left = news.filter((notice) => heard.delete(notice) && isLeft(notice))
    if (left.length === 0 || ended) return
    const messages = left.filter((notice) => notice.kind === 'message')
    for (const [talk, news] of Map.groupBy(messages, ({ message }) => talkOf(message))) showTalk(talk, news)
    for (const notice of left) if (notice.kind === 'missed') showMissed(notice)
    const fallenDue = left.filter((notice) => notice.kind === 'due')
    if (fallenDue.length > 0) due.show(fallenDue)
    parts.onNews()
    if (sounds) parts.sound()
  }

  function showTalk(talk: Talk, news: readonly NewMessage[]): void {
    const before = talks.get(talk)
    const latest = news.at(-1)
    const [room] = nameRooms(
      [latest && find(latest.message.roomId)].flatMap((one) => one ?? []),
      client.users.get(),
      client.me.get()?.id,
    )
    if (!room || !latest) return
    const messages = [...(before?.messages ?? []), ...news.map(({ message }) => message)].slice(-MOST)
    const { authorId, seq, threadRoot } = latest.message
    const text = saidText(latest.message, client.blocked.get())
    const author = client.users.get().get(authorId)?.name ?? 'Somebody'
    before?.close?.()
    const said = roomNoticeText({
      room,
      inThread: threadRoot !== undefined,
      author,
      text,
      mentions: latest.mentions,
      count: messages.length,
    })
    const close = shows ? parts.show(talk, said, () => parts.open(room.id, seq)) : undefined
    talks.set(talk, { messages, close })
  }

  function showMissed({ count, rooms: all }: Missed): void {
    const missed = all.filter(isNews)
    const ids = new Set(missed.map(({ roomId }) => roomId))
    const named = nameRooms(client.rooms.get(), client.users.get(), client.me.get()?.id).filter(({ id }) => ids.has(id))
    const [first] = missed
    if (!first) return
    away?.close?.()
    const text = missedNoticeText(count, named)
    const close = shows ? parts.show('missed', text, () => parts.open(first.roomId, first.seq)) : undefined
    away = { rooms: missed, close }
  }

  /** What was read, on whatever device, or is nobody's business any more, is not shown any longer. */
  function settle(): void {
    for (const [talk, { messages, close }] of talks) {
      const left = messages.filter(isNews)
      if (left.length > 0) talks.set(talk, { messages: left, close })
      else forget(talk)
    }
    if (!away || away.rooms.some(isNews)) return
    away.close?.()
    away = undefined
  }

  function forget(talk: Talk): void {
    talks.get(talk)?.close?.()
    talks.delete(talk)
  }

  async function hear(notice: Notice): Promise<void> {
    if (notice.kind === 'withdrawn') return withdraw(notice.messageId)
    heard.add(notice)
    // Also to whoever looks at the room: it is not the room that is new.
    const seen =
      notice.kind === 'due'
        ? [false]
        : await Promise.all(placesOf(notice).map((place) => parts.isLookedAt(talkOf(place))))
    if (seen.every(Boolean)) heard.delete(notice)
    else waiting.push(notice)
    gather()
  }

  function withdraw(messageId: Message['id']): void {
    for (const notice of heard) if (notice.kind === 'message' && notice.message.id === messageId) heard.delete(notice)
    for (const [talk, { messages }] of talks) if (messages.some(({ id }) => id === messageId)) forget(talk)
  }

  const ends: (() => void)[] = []
  const elect = (what: string, elected: () => void): void => void ends.push(lock.request(what, elected))
  ends.push(
    client.onNotice((notice) => void hear(notice)),
    client.rooms.subscribe(settle),
    client.threads.subscribe(settle),
    client.notifyChoices.subscribe(settle),
    client.reminders.subscribe(() => due.settle()),
  )
  elect('notifications', () => {
    shows = true
  })
  const untouched = parts.whenTouched(() =>
    elect('sound', () => {
      sounds = true
    }),
  )
  ends.push(untouched)
  return () => {
    for (const end of ends) end()
    clearTimeout(timer)
    ended = true
    for (const talk of [...talks.keys()]) forget(talk)
    away?.close?.()
    due.close()
  }
}

function placesOf(notice: NewMessage | Missed): readonly Place[] {
  return notice.kind === 'missed' ? notice.rooms : [notice.message]
}

function authorsOf(notice: News): readonly Message['authorId'][] {
  if (notice.kind === 'missed') return []
  return notice.message ? [notice.message.authorId] : []
}

/** Resolves once it is known what somebody is called, or that it takes too long. */
function nameKnown({ users }: Pick<ChatClient, 'users'>, userId: Message['authorId']): Promise<void> {
  return new Promise((resolve) => {
    if (users.get().has(userId)) return resolve()
    const timer = setTimeout(done, NAME_MS)
    const unsubscribe = users.subscribe(() => users.get().has(userId) && done())
    function done(): void {
      clearTimeout(timer)
      unsubscribe()
      resolve()
    }
  })
}
