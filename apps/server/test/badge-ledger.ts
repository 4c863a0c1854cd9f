import { limits } from '@chat/protocol'
import { createThreadLedger, type Reply } from './thread-ledger.ts'

interface Post {
  readonly room: string
  readonly seq: number
  readonly author: string
  /** The message in whose thread it is. */
  readonly root?: string | undefined
  /** Whom it answers. */
  readonly answers?: string | undefined
  text: string
  /** Whom it calls by name, and `room` if it calls everybody. */
  calls: ReadonlySet<string>
  isGone: boolean
}

/** What waits for somebody in a room. */
export interface Badge {
  readonly unread: number
  readonly mentions: number
  /** How many of the mentions are in threads. */
  readonly inThreads: number
}

const capped = (count: number): number => Math.min(limits.unread, count)

/**
 * What has happened on a server, and from it what every badge has to show: counted from the first message on, by rules that
 * are written down here once more (S28, S29, S50, S59, S60, S61, S67). Everybody is known by their name; a name is one word.
 */
export function createBadgeLedger() {
  const posts = new Map<string, Post>()
  const owners = new Map<string, string>()
  const marks = new Map<string, Map<string, number>>()
  const blocks = new Set<string>()

  const membersOf = (room: string): ReadonlyMap<string, number> => marks.get(room) ?? new Map()
  const isIn = (room: string, name: string): boolean => membersOf(room).has(name)
  const hasBlocked = (name: string, other: string): boolean => blocks.has(`${name} ${other}`)
  const threads = createThreadLedger(isIn, hasBlocked)

  /** Who was called by the text that another takes the place of stays called as long as they are named. */
  function callsOf({ room, author, root, calls }: Post, text: string): ReadonlySet<string> {
    const named = text.split(' ').flatMap((word) => (word.startsWith('@') ? word.slice(1) : []))
    const mayCallAll = root === undefined && owners.get(room) === author
    return new Set(
      named.filter((name) => calls.has(name) || (name === 'room' ? mayCallAll : membersOf(room).has(name))),
    )
  }

  function toReply({ room, seq, author, root = '', calls }: Post): Reply {
    return { room, seq, author, root, names: [...calls] }
  }

  /** What others have written in a room, and not taken back. */
  function heard(room: string, name: string): Post[] {
    return [...posts.values()].filter((post) => !post.isGone && post.room === room && post.author !== name)
  }

  function isCalled(name: string): (post: Post) => boolean {
    return ({ author, calls, answers }) =>
      !hasBlocked(name, author) && (calls.has('room') || calls.has(name) || answers === name)
  }

  return {
    isIn,
    hasBlocked,
    opened(room: string, owner: string, seq: number): void {
      owners.set(room, owner)
      marks.set(room, new Map([[owner, seq]]))
    },
    joined: (room: string, name: string, head: number): void => void marks.get(room)?.set(name, head),
    left(room: string, name: string): void {
      marks.get(room)?.delete(name)
      threads.left(room, name)
      // Who comes back to a room that they have left alone is a member like any other.
      if (owners.get(room) === name) owners.delete(room)
    },
    posted(
      id: string,
      said: Pick<Post, 'room' | 'seq' | 'author' | 'root' | 'text'> & { readonly replyTo?: string | undefined },
    ): void {
      const { replyTo, ...post } = said
      const answers = posts.get(replyTo ?? '')?.author
      const written: Post = { ...post, answers, calls: new Set(), isGone: false }
      written.calls = callsOf(written, post.text)
      posts.set(id, written)
      const root = posts.get(post.root ?? '')
      if (root) threads.posted(toReply(written), root)
    },
    edited(id: string, text: string): void {
      const post = posts.get(id)
      if (!post || post.text === text) return
      Object.assign(post, { text, calls: callsOf(post, text) })
      if (post.root !== undefined) threads.called(toReply(post))
    },
    deleted(id: string): void {
      const post = posts.get(id)
      if (post) post.isGone = true
    },
    read: (room: string, name: string, seq: number): void => void marks.get(room)?.set(name, seq),
    followed: threads.followed,
    readThread: threads.read,
    blocked(name: string, other: string, on: boolean): void {
      if (on) blocks.add(`${name} ${other}`)
      else blocks.delete(`${name} ${other}`)
    },
    /** What somebody has written in a room, and not taken back. */
    postsOf: (room: string, author: string): string[] =>
      [...posts].filter(([, post]) => !post.isGone && post.room === room && post.author === author).map(([id]) => id),
    /** The last messages of a room that threads hang on, or can. */
    rootsOf: (room: string): string[] =>
      [...posts]
        .filter(([, post]) => post.room === room && post.root === undefined)
        .map(([id]) => id)
        .slice(-6),
    /** Undefined for who is not in the room. */
    badge(room: string, name: string): Badge | undefined {
      const mark = membersOf(room).get(name)
      if (mark === undefined) return undefined
      const others = heard(room, name)
      const waiting = others.filter(({ root, seq }) => root === undefined && seq > mark)
      const inThreads = others.filter(({ root = '', seq }) => seq > (threads.of(name, root)?.readSeq ?? Infinity))
      const calling = inThreads.filter(isCalled(name)).length
      return {
        unread: capped(waiting.length),
        mentions: capped(waiting.filter(isCalled(name)).length + calling),
        inThreads: capped(calling),
      }
    },
    /** What a thread is to somebody who is in its room. */
    thread(room: string, name: string, root: string) {
      const { following, readSeq } = threads.of(name, root) ?? { following: false, readSeq: 0 }
      const isKnown = threads.of(name, root) !== undefined
      const waiting = heard(room, name).filter((post) => isKnown && post.root === root && post.seq > readSeq)
      return {
        rootId: root,
        following,
        readSeq,
        unread: following ? capped(waiting.length) : 0,
        mentions: capped(waiting.filter(isCalled(name)).length),
      }
    },
  }
}
