import type { Message, RoomChanges, Seq } from '@chat/protocol'
import type { Complain } from './complain.ts'

/** What a client knows that follows a room by the cursor rule, and nothing cleverer. */
export interface WireView {
  readonly cursor: Seq
  /** The furthest position that it has heard of. */
  readonly head: Seq
  /** In order of seq. */
  messages(): Message[]
  /** A new connection has no live frames yet. */
  beginConnection(): void
  /** The sync of this connection was asked with a cursor and has said how far the log goes. */
  noteSync(asked: Seq, head: Seq): void
  /** Takes a live frame. */
  receive(frame: RoomChanges): void
  /** Takes changes that were asked for. */
  apply(changes: RoomChanges): void
}

/** @param complain is told of what no client could put right */
export function createWireView(complain: Complain): WireView {
  const messages = new Map<Seq, Message>()
  let cursor = 0
  let head = 0
  /** Where the live frames of this connection began, and how far they and the sync have come. */
  let began: Seq | undefined
  let told: Seq | undefined

  function apply(changes: RoomChanges): void {
    head = Math.max(head, changes.head)
    if (changes.from > cursor || changes.to <= cursor) return
    for (const message of changes.messages) {
      const known = messages.get(message.seq)
      if (known && known.id !== message.id) complain(`position ${message.seq} was ${known.id} and is ${message.id}`)
      if (message.seq <= changes.from || message.seq > changes.to) complain(`${message.seq} is outside of its frame`)
      messages.set(message.seq, message)
    }
    cursor = changes.to
  }

  return {
    get cursor() {
      return cursor
    },
    get head() {
      return head
    },
    messages: () => [...messages.values()].sort((one, other) => one.seq - other.seq),
    apply,
    beginConnection() {
      began = undefined
      told = undefined
    },
    noteSync(asked, synced) {
      if (synced < asked) complain(`the log had ${asked} and now ends at ${synced}`)
      if (began !== undefined && began > synced) complain(`${synced + 1} to ${began} came neither by sync nor live`)
      head = Math.max(head, synced)
      told ??= synced
    },
    receive(frame) {
      if (began === undefined ? frame.from > (told ?? frame.from) : frame.from !== told) {
        complain(`a live frame begins at ${frame.from} where ${told} was the last`)
      }
      began ??= frame.from
      told = frame.to
      apply(frame)
    },
  }
}
