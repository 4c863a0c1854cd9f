import { limits, type MessageId } from '@chat/protocol'
import { silencedRooms } from '../blocks/blocks-store.ts'
import { deleteEach, insertEach, selectEach, updateEach, type Writing } from '../database/statements.ts'
import type { Applier, ChangedState, Placed, Refused, RoomChange, Unchanged } from '../log/applier.ts'
import { changedMessages, selectMessages } from '../messages/messages-store.ts'
import { selectMemberships } from '../rooms/members-store.ts'
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

const key = { message_id: 'text', user_id: 'text', emoji: 'text' } as const
const selectReaction = selectEach('reactions', key)
const insertReaction = insertEach('reactions', { ...key, seq: 'bigint' })
const deleteReaction = deleteEach('reactions', key)
const markChanged = updateEach('messages', { changed_seq: 'bigint' }, { id: 'text' })

export const changeReaction: Applier<ChangeReaction> = {
  subjectId: (change) => change.messageId,
  // How many emoji a message has is for the later one to see, and so is what it then looks like.
  key: (change) => change.messageId,

  async decide(writing, changes, rooms) {
    const known = await selectMessages(writing, changes)
    const memberOf = await selectMemberships(
      writing,
      changes.map(({ roomId, actorId }) => ({ roomId, userId: actorId })),
    )
    const silenced = await silencedRooms(writing, rooms)
    const present = new Set((await writing.each(selectReaction, changes.map(toRow))).map((row) => row.message_id))
    const counts = await countReactions(
      writing.db,
      changes.filter(({ on, messageId }) => on && !present.has(messageId)).map(({ messageId }) => messageId),
    )
    return changes.map((change): 'accepted' | Unchanged | Refused => {
      const { roomId, actorId, messageId, emoji, on } = change
      const message = known.get(messageId)
      const refused = refuseReaction(rooms.get(roomId), memberOf(roomId, actorId))
      if (refused) return refused
      if (message?.room_id !== roomId || message.deleted_at !== null) return NO_SUCH_MESSAGE
      if (silenced.has(roomId)) return SILENCED
      if (present.has(messageId) === on) {
        return { status: 'unchanged', seq: Math.max(message.seq, message.changed_seq), at: message.sent_at }
      }
      const emojis = counts.get(messageId) ?? []
      const isNew = on && !emojis.some((count) => count.emoji === emoji)
      return isNew && emojis.length >= limits.reactionEmojis ? TOO_MANY : 'accepted'
    })
  },

  async write(writing, placed) {
    const rows = (on: boolean) =>
      placed.flatMap(({ change, seq }) => (change.on === on ? { ...toRow(change), seq } : []))
    await writing.each(insertReaction, rows(true))
    await writing.each(deleteReaction, rows(false))
    await writing.each(
      markChanged,
      placed.map(({ change, seq }) => ({ id: change.messageId, changed_seq: seq })),
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

function toRow({ messageId, actorId, emoji }: ChangeReaction) {
  return { message_id: messageId, user_id: actorId, emoji }
}
