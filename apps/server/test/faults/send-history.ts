import type { MessageId, Seq, UserId } from '@chat/protocol'

/** A moment of the test: it only says what was earlier. */
export type Tick = number

/** A message that somebody wants in the room. */
export interface SentMessage {
  readonly id: MessageId
  readonly sender: string
  readonly authorId: UserId
  readonly text: string
  /** Before it left for the first time. */
  readonly startedAt: Tick
  /** Every time that somebody was told that it is stored. */
  readonly acks: readonly Acknowledgement[]
}

export interface Acknowledgement {
  /** When it was asked for. */
  readonly askedAt: Tick
  readonly at: Tick
  /** undefined where only the fact is known. */
  readonly seq: Seq | undefined
  readonly duplicate: boolean
}

/** Everything that senders wanted and were told, in the order in which it happened. */
export interface SendHistory {
  now(): Tick
  add(message: Omit<SentMessage, 'acks'>): void
  acknowledge(id: MessageId, ack: Omit<Acknowledgement, 'at'>): void
  messages(): SentMessage[]
  acknowledged(): SentMessage[]
  /** How many messages there are. */
  readonly count: number
  /** How many messages are acknowledged. */
  readonly acknowledgedCount: number
}

export function createSendHistory(): SendHistory {
  let tick = 0
  const messages = new Map<string, SentMessage & { acks: Acknowledgement[] }>()
  const now = () => {
    tick += 1
    return tick
  }
  let acknowledgedCount = 0
  const all = () => [...messages.values()]
  return {
    now,
    add: (message) => void messages.set(message.id, { ...message, acks: [] }),
    acknowledge(id, ack) {
      const message = messages.get(id)
      if (!message) throw new Error(`${id} was acknowledged and never sent`)
      if (message.acks.length === 0) acknowledgedCount += 1
      message.acks.push({ ...ack, at: now() })
    },
    messages: all,
    acknowledged: () => all().filter(({ acks }) => acks.length > 0),
    get count() {
      return messages.size
    },
    get acknowledgedCount() {
      return acknowledgedCount
    },
  }
}
