import {
  AnsweredMessage,
  cancelScheduled,
  clearReminder,
  Draft,
  getMessages,
  getPersonChanges,
  limits,
  type ParsedInput,
  type PersonChanges,
  saveMessage,
  sendScheduled,
  setDraft,
  setReminder,
  setScheduled,
  type UserId,
} from '@chat/protocol'
import type { Clock } from '../src/clock.ts'
import type { ModelHandler } from './model-people.ts'
import type { ModelRoom } from './model-room.ts'

interface Log {
  head: number
  /** Up to where what is gone is forgotten. */
  trimmed: number
  /** How far it was told. */
  told: number
  /** Where each thing has changed last, by kind and subject. */
  readonly entries: Map<string, number>
  readonly items: Map<string, unknown>
}

/** What is people's own, and how it is told to all their connections. */
export function createPersonLogs(options: {
  readonly clock: Clock
  readonly random: () => number
  readonly tell: (userId: UserId, name: string, payload: unknown) => void
}) {
  const { clock, random, tell } = options
  const logs = new Map<UserId, Log>()

  function logOf(userId: UserId): Log {
    const log = logs.get(userId) ?? { head: 0, trimmed: 0, told: 0, entries: new Map(), items: new Map() }
    logs.set(userId, log)
    return log
  }

  function changesAfter(
    userId: UserId,
    cursor: number,
    {
      limit = limits.changesPage.default,
      isAnswer = true,
      snapshotAt = 0,
    }: { limit?: number | undefined; isAnswer?: boolean; snapshotAt?: number | undefined } = {},
  ): PersonChanges {
    const { head, trimmed, entries, items } = logOf(userId)
    const isLost = cursor < trimmed && snapshotAt < trimmed
    const after = cursor > head || (isLost && isAnswer) ? 0 : isLost ? trimmed : cursor
    const later = [...entries].filter(([, seq]) => seq > after).sort(([, one], [, other]) => one - other)
    const covered = later.slice(0, limit)
    const to = covered.length < later.length ? (covered.at(-1)?.[1] ?? head) : head
    const lists = Map.groupBy(
      covered.filter(([key]) => items.has(key)),
      ([key]) => partsOf(key).kind,
    )
    const gone = covered.filter(([key]) => !items.has(key)).map(([key]) => partsOf(key))
    return {
      from: after,
      to,
      head,
      ...Object.fromEntries([...lists].map(([kind, some]) => [kind, some.map(([key]) => items.get(key))])),
      ...((after > 0 || !isAnswer) && gone.length > 0 && { gone }),
      ...(to < head && { more: true as const }),
    }
  }

  function tellNow(userId: UserId): void {
    const log = logOf(userId)
    if (log.told === log.head) return
    const changes = changesAfter(userId, log.told, { isAnswer: false })
    log.told = changes.to
    tell(userId, 'person:changed', changes)
    tellNow(userId)
  }

  return {
    changesAfter,
    itemOf: (userId: UserId, kind: string, subject: string): unknown =>
      logOf(userId).items.get(JSON.stringify([kind, subject])),
    /** Something is so from now on, or is no more. */
    set(userId: UserId, kind: string, subject: string, item: unknown): void {
      const log = logOf(userId)
      const key = JSON.stringify([kind, subject])
      if (JSON.stringify(log.items.get(key)) === JSON.stringify(item)) return
      log.head += 1
      log.entries.set(key, log.head)
      if (item === undefined) log.items.delete(key)
      else log.items.set(key, item)
      if (random() < 0.7) tellNow(userId)
      else clock.setTimeout(() => tellNow(userId), random() * 40)
    },
    /** The log forgets what is gone. */
    trim(userId: UserId): void {
      const log = logOf(userId)
      for (const [key, seq] of log.entries) {
        if (log.items.has(key)) continue
        log.entries.delete(key)
        log.trimmed = Math.max(log.trimmed, seq)
      }
    },
    /** The server was restored from a backup that is older than the person. */
    forget: (userId: UserId): void => void logs.delete(userId),
    /** What was not told before the process has ended will not be. */
    restart(): void {
      for (const log of logs.values()) log.told = log.head
    },
  }
}

function partsOf(key: string): { kind: string; subject: string } {
  const [kind = '', subject = ''] = JSON.parse(key) as string[]
  return { kind, subject }
}

export type PersonLogs = ReturnType<typeof createPersonLogs>

/** What the model answers about what is people's own. */
export function personLogHandlers({
  logs,
  roomsOf,
  now,
  refuse,
}: {
  logs: PersonLogs
  roomsOf: (userId: UserId) => ModelRoom[]
  now: () => number
  refuse: (code: 'NOT_FOUND' | 'CONFLICT') => Error
}): [name: string, handler: ModelHandler][] {
  return [
    [
      getPersonChanges.name,
      (userId: UserId, { after, limit, snapshotAt }: ParsedInput<typeof getPersonChanges>) =>
        // In small pieces, as if they were large.
        logs.changesAfter(userId, after, { limit: limit ?? 4, snapshotAt }),
    ],
    [
      saveMessage.name,
      (userId: UserId, { messageId, on }: ParsedInput<typeof saveMessage>) => {
        const room = roomsOf(userId).find(({ messages }) => messages.has(messageId))
        if (on && !room) throw refuse('NOT_FOUND')
        const known = logs.itemOf(userId, 'saved', messageId)
        const item = room && on ? (known ?? { messageId, roomId: room.id, savedAt: now() }) : undefined
        logs.set(userId, 'saved', messageId, item)
        return {}
      },
    ],
    [
      getMessages.name,
      (userId: UserId, { ids }: ParsedInput<typeof getMessages>) => {
        const readable = new Map(roomsOf(userId).flatMap(({ messages }) => [...messages]))
        const found = ids.flatMap((id) => readable.get(id) ?? [])
        // Fewer than were asked for, as from the real server where they do not fit.
        return { messages: found.slice(0, 2), users: [], ...(found.length > 2 && { more: true }) }
      },
    ],
    [
      setReminder.name,
      (userId: UserId, { messageId, remindAt }: ParsedInput<typeof setReminder>) => {
        const room = roomsOf(userId).find(({ messages }) => messages.has(messageId))
        if (!room) throw refuse('NOT_FOUND')
        logs.set(userId, 'reminders', messageId, { messageId, roomId: room.id, remindAt })
        return {}
      },
    ],
    [
      setScheduled.name,
      (userId: UserId, input: ParsedInput<typeof setScheduled>) => {
        logs.set(userId, 'scheduled', input.id, input)
        return {}
      },
    ],
    ...[sendScheduled, cancelScheduled].map((request): [string, ModelHandler] => [
      request.name,
      (userId: UserId, { id }: ParsedInput<typeof cancelScheduled>) => {
        if (!logs.itemOf(userId, 'scheduled', id)) throw refuse('NOT_FOUND')
        logs.set(userId, 'scheduled', id, undefined)
        return { seq: 1 }
      },
    ]),
    [
      clearReminder.name,
      (userId: UserId, { messageId }: ParsedInput<typeof clearReminder>) => {
        logs.set(userId, 'reminders', messageId, undefined)
        return {}
      },
    ],
    [
      setDraft.name,
      (userId: UserId, { roomId, text, replyTo, version }: ParsedInput<typeof setDraft>) => {
        const head = () => logs.changesAfter(userId, 0).head
        const known = Draft.safeParse(logs.itemOf(userId, 'drafts', roomId)).data
        if ((known?.text ?? '') === text && known?.answered?.id === replyTo) return { version: head() }
        if (known && known.version > version) throw refuse('CONFLICT')
        const message = roomsOf(userId).flatMap(({ messages }) => (replyTo && messages.get(replyTo)) || [])[0]
        const draft = { roomId, text, ...(message && { answered: AnsweredMessage.parse(message) }) }
        logs.set(userId, 'drafts', roomId, text === '' ? undefined : { ...draft, version: head() + 1 })
        return { version: head() }
      },
    ],
  ]
}
