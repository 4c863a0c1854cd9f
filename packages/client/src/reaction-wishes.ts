import {
  type Message,
  type ParsedInput,
  type Reaction,
  type RoomId,
  type Seq,
  setReaction,
  type UserId,
} from '@chat/protocol'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'
import type { RoomState } from './room-state.ts'
import type { RoomWindow } from './room-window.ts'

interface Wish extends ParsedInput<typeof setReaction> {
  readonly roomId: RoomId
  /** Where the room's log has it at the latest, once that is known. */
  seq?: Seq
}

export interface ReactionWishesOptions {
  readonly ask: Ask
  readonly isReady: () => boolean
  readonly account: () => UserId | undefined
  /** How far the room's messages are known; undefined where they are not. */
  readonly cursorOf: (roomId: RoomId) => Seq | undefined
  /** The room's messages look different. */
  readonly onChanged: (roomId: RoomId) => void
}

/**
 * One's own reactions that the rooms' logs have not brought back yet. They show at once; of several about the same the
 * latest counts. What could not be said is said on the next connection, as long as the program runs.
 */
export function createReactionWishes(options: ReactionWishesOptions) {
  const { ask, account, onChanged } = options
  const wishes = new Map<string, Wish>()
  /** What is said of one emoji and one message is said one after another. */
  const underWay = new Map<string, Promise<void>>()

  function settle(roomId: RoomId): void {
    const cursor = options.cursorOf(roomId) ?? Number.POSITIVE_INFINITY
    for (const [key, { seq, ...wish }] of wishes) {
      if (wish.roomId === roomId && seq !== undefined && seq <= cursor) wishes.delete(key)
    }
  }

  async function say(key: string, wish: Wish): Promise<void> {
    if (wishes.get(key) !== wish || !options.isReady()) return
    const { messageId, emoji, on, roomId } = wish
    try {
      wish.seq = (await ask(setReaction, { messageId, emoji, on })).seq
      settle(roomId)
    } catch (error) {
      if (error instanceof RequestError && error.code === 'DISCONNECTED') return
      if (wishes.get(key) === wish) wishes.delete(key)
      throw error
    } finally {
      onChanged(roomId)
    }
  }

  function sayNext(key: string, wish: Wish): Promise<void> {
    const before = underWay.get(key) ?? Promise.resolve()
    const said = before.catch(() => {}).then(() => say(key, wish))
    underWay.set(key, said)
    const done = (): void => {
      if (underWay.get(key) === said) underWay.delete(key)
    }
    said.then(done, done)
    return said
  }

  return {
    set(roomId: RoomId, wanted: ParsedInput<typeof setReaction>): Promise<void> {
      const key = `${wanted.messageId} ${wanted.emoji}`
      const wish = { ...wanted, roomId }
      wishes.set(key, wish)
      onChanged(roomId)
      return sayNext(key, wish)
    },
    settle,
    /** A room as one wishes it to be; the same where one wishes nothing. */
    fulfilledIn(state: RoomState | undefined): RoomState | undefined {
      const me = account()
      const here = [...wishes.values()].filter(({ roomId }) => roomId === state?.roomId)
      if (!state || !me || here.length === 0) return state
      const fulfilled = (message: Message) =>
        here.filter(({ messageId }) => messageId === message.id).reduce((now, wish) => fulfil(now, wish, me), message)
      const inside = (window: RoomWindow) => ({ ...window, messages: window.messages.map(fulfilled) })
      const { window, past, thread } = state
      const loaded = thread?.loaded && {
        ...thread.loaded,
        root: fulfilled(thread.loaded.root),
        window: inside(thread.loaded.window),
      }
      return {
        ...state,
        window: inside(window),
        ...(past && { past: inside(past) }),
        ...(thread && { thread: { ...thread, ...(loaded && { loaded }) } }),
      }
    },
    /** There is a new connection. */
    resume(): void {
      // What is refused now, is taken back; whoever wished it may have gone on long ago.
      for (const [key, wish] of wishes) if (wish.seq === undefined) sayNext(key, wish).catch(() => {})
    },
    clear: (): void => wishes.clear(),
  }
}

/** The message as if the wish had come true. */
function fulfil(message: Message, { emoji, on }: Wish, me: UserId): Message {
  const reactions = message.reactions ?? []
  const known = reactions.find((reaction) => reaction.emoji === emoji)
  if ((known?.userIds.includes(me) ?? false) === on || message.deletedAt !== undefined) return message
  if (!known) return { ...message, reactions: [...reactions, { emoji, userIds: [me] }] }
  const changed = { ...known, userIds: on ? [...known.userIds, me] : known.userIds.filter((id) => id !== me) }
  if (known.count !== undefined) changed.count = known.count + (on ? 1 : -1)
  const left = reactions.flatMap((reaction) => (reaction !== known ? reaction : isLeft(changed) ? changed : []))
  const { reactions: _, ...rest } = message
  return left.length > 0 ? { ...rest, reactions: left } : rest
}

function isLeft({ userIds, count = userIds.length }: Reaction): boolean {
  return count > 0
}
