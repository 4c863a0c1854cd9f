import type { Message } from '@chat/protocol'
import type { SendHistory, SentMessage } from './send-history.ts'
import type { StoredRoom } from './stored-room.ts'

type StoredMessage = StoredRoom['messages'][number]

/** Whoever was told that a message is stored was told the truth: it is there, whole, and where they were told. */
export function checkAcknowledged(acknowledged: readonly SentMessage[], stored: StoredRoom): string[] {
  const byId = new Map<string, StoredMessage>(stored.messages.map((row) => [row.id, row]))
  return acknowledged.flatMap(({ id, text, authorId, acks }) => {
    const row = byId.get(id)
    if (!row) return [`${id} was acknowledged and is not stored`]
    const wrong = acks.filter(({ seq }) => seq !== undefined && seq !== row.seq)
    return [
      ...wrong.map(({ seq }) => `${id} was acknowledged at ${seq} and is stored at ${row.seq}`),
      ...(row.text === text && row.author_id === authorId ? [] : [`${id} is stored with another text or author`]),
    ]
  })
}

/** The log counts 1, 2, 3 ... up to the head of the room, and it and the messages name each other. */
export function checkLog({ head, log, messages }: StoredRoom): string[] {
  const posted = new Map(log.filter(({ kind }) => kind === 'message.posted').map((entry) => [entry.seq, entry]))
  const last = log.at(-1)?.seq ?? 0
  return [
    ...log.flatMap(({ seq }, index) => (seq === index + 1 ? [] : [`the log has ${seq} as number ${index + 1}`])),
    ...(head === last ? [] : [`the head of the room is ${head}, that of its log ${last}`]),
    ...(posted.size === messages.length ? [] : [`${posted.size} messages are logged, ${messages.length} stored`]),
    ...messages.flatMap(({ id, seq, author_id }) => {
      const entry = posted.get(seq)
      return entry?.subject_id === id && entry.actor_id === author_id ? [] : [`${id} is not in the log at ${seq}`]
    }),
  ]
}

/** Once everything is acknowledged: every message that was sent is there once, and nothing else is. */
export function checkOnce(history: SendHistory, { messages }: StoredRoom): string[] {
  const sent = new Set<string>(history.messages().map(({ id }) => id))
  const stored = messages.map(({ id }) => id)
  const known = new Set<string>(stored)
  return [
    ...[...sent].filter((id) => !known.has(id)).map((id) => `${id} was sent and is not stored`),
    ...[...known].filter((id) => !sent.has(id)).map((id) => `${id} is stored and nobody sent it`),
    ...repeated(stored).map((id) => `${id} is stored twice`),
    ...repeated(messages.map(({ text }) => text)).map((text) => `one text is stored twice: ${text.slice(0, 40)}`),
  ]
}

/** Every answer about a message names the same position, and one at most says that it is the first. */
export function checkAnswers(history: SendHistory): string[] {
  return history.acknowledged().flatMap(({ id, acks }) => {
    const known = acks.filter(({ seq }) => seq !== undefined)
    const seqs = new Set(known.map(({ seq }) => seq))
    const firsts = known.filter(({ duplicate }) => !duplicate)
    const told = Math.min(...acks.map(({ at }) => at))
    const late = known.filter(({ askedAt, duplicate }) => askedAt > told && !duplicate)
    return [
      ...(seqs.size <= 1 ? [] : [`${id} was acknowledged at ${[...seqs].join(' and ')}`]),
      ...(firsts.length <= 1 ? [] : [`${id} was acknowledged ${firsts.length} times as new`]),
      ...(late.length === 0 ? [] : [`${id} was acknowledged as new to somebody who asked after an acknowledgement`]),
    ]
  })
}

/** What a sender sends one after another comes out in that order. */
export function checkSenderOrder(history: SendHistory, stored: StoredRoom, inOrder: ReadonlySet<string>): string[] {
  const seqOf = positions(stored)
  return [...inOrder].flatMap((sender) => {
    const seqs = history.messages().flatMap(({ id, sender: by }) => (by === sender ? (seqOf.get(id) ?? []) : []))
    return seqs.flatMap((seq, index) =>
      index > 0 && seq <= (seqs[index - 1] ?? 0) ? [`${sender} sent ${seqs[index - 1]} before ${seq}`] : [],
    )
  })
}

/** What was acknowledged before another message was sent comes before it. */
export function checkRealTimeOrder(history: SendHistory, stored: StoredRoom): string[] {
  const seqOf = positions(stored)
  const told = history
    .acknowledged()
    .map(({ id, acks }) => ({ seq: seqOf.get(id) ?? 0, at: Math.min(...acks.map((ack) => ack.at)) }))
    .sort((one, other) => one.at - other.at)
  let next = 0
  let highest = 0
  const sent = history.messages().sort((one, other) => one.startedAt - other.startedAt)
  return sent.flatMap(({ id, startedAt }) => {
    for (let ack = told[next]; ack && ack.at < startedAt; next += 1, ack = told[next]) {
      highest = Math.max(highest, ack.seq)
    }
    const seq = seqOf.get(id)
    return seq !== undefined && seq < highest ? [`${id} is at ${seq}, although ${highest} was known before`] : []
  })
}

/** What a client shows is what is stored. */
export function checkView(name: string, shown: readonly Message[], { messages }: StoredRoom): string[] {
  if (shown.length !== messages.length) return [`${name} shows ${shown.length} messages of ${messages.length}`]
  return messages.flatMap((row, index) => {
    const message = shown[index]
    const same =
      message?.id === row.id &&
      message.seq === row.seq &&
      message.text === row.text &&
      message.authorId === row.author_id &&
      message.sentAt === row.sent_at
    return same ? [] : [`${name} shows ${message?.id} at ${message?.seq} in place of ${row.id} at ${row.seq}`]
  })
}

function positions({ messages }: StoredRoom): Map<string, number> {
  return new Map(messages.map(({ id, seq }) => [id, seq]))
}

function repeated(values: readonly string[]): string[] {
  const counts = Map.groupBy(values, (value) => value)
  return [...counts].flatMap(([value, all]) => (all.length > 1 ? [value] : []))
}
