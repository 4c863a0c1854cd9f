import { limits, type MessageId } from '@chat/protocol'
import { silencedRooms } from '../blocks/blocks-store.ts'
import { deleteEach, insertEach, selectEach, updateEach, type Writing } from '../database/statements.ts'
import type { Applier, ChangedState, Placed, Refused, RoomChange, Unchanged } from '../log/applier.ts'
import { changedMessages, selectMessages } from '../messages/messages-store.ts'
import { selectActors } from '../rooms/members-store.ts'
import { NO_SUCH_MESSAGE, refuseReaction } from '../rooms/room-access.ts'
import { findReacted } from './find-reacted.ts'
import { countReactions } from './reactions-store.ts'

/** Somebody begins to react to a message with an emoji, or does not any more. */
export interface ChangeReaction extends RoomChange {
  readonly kind: 'reaction.set'
  readonly messageId: MessageId
  readonly emoji: string
  readonly on: boolean
}

/** The same for whoever blocks and whoever is blocked. */
const SILENCED: Refused = {
  status: 'refused',
  code: 'FORBIDDEN',
  message: 'This conversation takes no reactions.',
}

const TOO_MANY: Refused = {
  status: 'refused',
  code: 'FORBIDDEN',
  message: `People react to this message with ${limits.reactionEmojis} emoji already.`,
}

const columns = { message_id: 'text', user_id: 'text', emoji: 'text' } as const
const selectReaction = selectEach('reactions', columns)
const insertReaction = insertEach('reactions', { ...columns, seq: 'bigint' })
const deleteReaction = deleteEach('reactions', columns)
const markChanged = updateEach('messages', { changed_seq: 'bigint' }, { id: 'text' })

export const changeReaction: Applier<ChangeReaction> = {
  subjectId: (change) => change.messageId,
  // Not the message alone: of many people who react to one at once, each would be decided and written by themselves.
  key,

  async decide(writing, changes, rooms) {
    const known = await selectMessages(writing, eachOnce(changes))
    const memberOf = await selectActors(writing, changes)
    const silenced = await silencedRooms(writing, rooms)
    const present = new Set((await writing.each(selectReaction, changes.map(toRow))).map(keyOfRow))
    const count = await counting(
      writing,
      changes.filter((change) => change.on !== present.has(key(change))),
    )
    return changes.map((change): 'accepted' | Unchanged | Refused => {
      const { roomId, actorId, messageId, on } = change
      const message = known.get(messageId)
      const refused = refuseReaction(rooms.get(roomId), memberOf(roomId, actorId))
      if (refused) return refused
      if (message?.room_id !== roomId || message.deleted_at !== null) return NO_SUCH_MESSAGE
      if (silenced.has(roomId)) return SILENCED
      if (present.has(key(change)) === on) {
        return { status: 'unchanged', seq: Math.max(message.seq, message.changed_seq), at: message.sent_at }
      }
      return count(change) ? 'accepted' : TOO_MANY
    })
  },

  async write(writing, placed) {
    const rows = (on: boolean) =>
      placed.flatMap(({ change, seq }) => (change.on === on ? { ...toRow(change), seq } : []))
    await writing.each(insertReaction, rows(true))
    await writing.each(deleteReaction, rows(false))
    const latest = new Map(placed.map(({ change, seq }) => [change.messageId, seq]))
    await writing.each(
      markChanged,
      [...latest].map(([id, changed_seq]) => ({ id, changed_seq })),
    )
    return describe(writing, placed)
  },
}

/**
 * Says what the actors react with now even where the message names everybody: it may name only some of them by the end of
 * the group, which is when people learn of it.
 */
async function describe(writing: Writing, placed: readonly Placed<ChangeReaction>[]): Promise<ChangedState[]> {
  const states = await changedMessages(writing, placed)
  const reacted = await findReacted(
    writing.db,
    placed.map(({ change: { messageId, actorId } }) => ({ messageId, userId: actorId })),
  )
  return placed.map(({ change: { messageId, actorId } }, index) => {
    const own = reacted.find((one) => one.messageId === messageId && one.userId === actorId)
    return { ...states[index], ...(own && { reacted: own }) }
  })
}

/**
 * Counts on what there is, change by change, so that each sees the emoji of those before it.
 *
 * @returns takes a change into account, unless the message has as many different emoji as it may have
 */
async function counting({ db }: Writing, changes: readonly ChangeReaction[]) {
  const counts = await countReactions(
    db,
    eachOnce(changes).map(({ messageId }) => messageId),
  )
  const peopleOf = new Map<string, Map<string, number>>()
  for (const [id, emojis] of counts) peopleOf.set(id, new Map(emojis.map(({ emoji, people }) => [emoji, people])))
  return ({ messageId, emoji, on }: ChangeReaction): boolean => {
    const people = peopleOf.get(messageId) ?? new Map<string, number>()
    peopleOf.set(messageId, people)
    const before = people.get(emoji) ?? 0
    if (on && before === 0 && people.size >= limits.reactionEmojis) return false
    if (on || before > 1) people.set(emoji, before + (on ? 1 : -1))
    else people.delete(emoji)
    return true
  }
}

/** One change of each message. */
function eachOnce(changes: readonly ChangeReaction[]): ChangeReaction[] {
  return [...new Map(changes.map((change) => [change.messageId, change])).values()]
}

function key(change: ChangeReaction): string {
  return keyOfRow(toRow(change))
}

/** Neither ids nor emoji have spaces. */
function keyOfRow({ message_id, user_id, emoji }: ReturnType<typeof toRow>): string {
  return `${message_id} ${user_id} ${emoji}`
}

function toRow({ messageId, actorId, emoji }: ChangeReaction) {
  return { message_id: messageId, user_id: actorId, emoji }
}
