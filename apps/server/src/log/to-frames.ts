import type { Message, PersonReactions, QuotedMessage, RoomChanges, RoomId } from '@chat/protocol'
import { FRAME_BUDGET, frameBytes, USER_BYTES } from '../messages/frame-budget.ts'
import { namesSome } from '../reactions/find-reacted.ts'
import type { ChangedState } from './applier.ts'
import type { CommittedChange } from './room-log.ts'

/** Packs committed changes into frames: one for each room, more where they do not fit into one or do not follow on. */
export function toFrames(committed: readonly CommittedChange[]): RoomChanges[] {
  const byRoom = Map.groupBy(committed, ({ change }) => change.roomId)
  return [...byRoom].flatMap(([roomId, changes]) => framesOf(roomId, changes))
}

function framesOf(roomId: RoomId, changes: readonly CommittedChange[]): RoomChanges[] {
  const frames: RoomChanges[] = []
  let frame: RoomChanges | undefined
  let bytes = 0
  for (const { applied } of changes) {
    const added = bytesOf(applied.state)
    if (!frame || bytes + added > FRAME_BUDGET || applied.seq !== frame.to + 1) {
      frame = { roomId, from: applied.seq - 1, to: applied.seq, head: applied.seq, messages: [] }
      frames.push(frame)
      bytes = 0
    }
    bytes += added
    frame.to = applied.seq
    frame.head = applied.seq
    addState(frame, applied.state)
  }
  return frames.map(withoutSaidTwice)
}

/** What counts of those who reacted is counted although some of it may go in the end: a later change may need it. */
function bytesOf({ message, root, reacted, member }: ChangedState): number {
  const messages = [root, message].reduce((sum, one) => sum + (one ? frameBytes(one) : 0), 0)
  return messages + (reacted ? frameBytes(reacted) : 0) + (member ? 2 * USER_BYTES : 0)
}

function addState(frame: RoomChanges, { message, root, quoted, reacted, member, user, room }: ChangedState): void {
  if (root) addMessage(frame, root)
  if (message) addMessage(frame, message)
  if (quoted) addQuoted(frame, quoted)
  if (reacted) addReacted(frame, reacted)
  if (member) frame.members = [...(frame.members ?? []), member]
  // One at most: the last says all. It fits into what the budget leaves for the envelope.
  if (room) frame.room = room
  if (user) frame.users = [...(frame.users ?? []), user]
}

/** Oldest first, and each once, as it is now; a message that was just posted comes last. */
function addMessage(frame: RoomChanges, message: Message): void {
  // It may have been edited or deleted since something answered it.
  if (frame.quoted) frame.quoted = withoutQuoted(frame, message)
  const last = frame.messages.at(-1)
  if (!last || last.seq < message.seq) return void frame.messages.push(message)
  const others = frame.messages.filter(({ id }) => id !== message.id)
  frame.messages = [...others, message].sort((one, other) => one.seq - other.seq)
}

/** Each person once for each message, as they are now. */
function addReacted(frame: RoomChanges, reacted: PersonReactions): void {
  const others = frame.reacted?.filter(
    ({ messageId, userId }) => messageId !== reacted.messageId || userId !== reacted.userId,
  )
  frame.reacted = [...(others ?? []), reacted]
}

/** A message that names everybody who reacts to it says itself what they react with. */
function withoutSaidTwice(whole: RoomChanges): RoomChanges {
  if (!whole.reacted) return whole
  const { reacted, ...frame } = whole
  const partly = new Set(frame.messages.filter(namesSome).map(({ id }) => id))
  const needed = reacted.filter(({ messageId }) => partly.has(messageId))
  return needed.length > 0 ? { ...frame, reacted: needed } : frame
}

/** Each once, and none that the frame has as a message. */
function addQuoted(frame: RoomChanges, quoted: QuotedMessage): void {
  if (frame.messages.some(({ id }) => id === quoted.id)) return
  frame.quoted = [...withoutQuoted(frame, quoted), quoted]
}

function withoutQuoted({ quoted = [] }: RoomChanges, { id }: Pick<QuotedMessage, 'id'>): QuotedMessage[] {
  return quoted.filter((other) => other.id !== id)
}
