import { limits } from '@chat/protocol'

interface Post {
  readonly room: string
  readonly seq: number
  readonly author: string
  /** Whom it calls by name, and `@room` if it calls everybody. */
  calls: ReadonlySet<string>
}

/**
 * What has happened on a server, and from it what every badge has to show: counted from the first message on, by rules that
 * are written down here once more (S28, S29, S50, S59). Everybody is known by their name; a name is one word.
 */
export function createBadgeLedger() {
  const posts = new Map<string, Post>()
  const owners = new Map<string, string>()
  const marks = new Map<string, Map<string, number>>()
  const blocks = new Set<string>()

  const membersOf = (room: string): ReadonlyMap<string, number> => marks.get(room) ?? new Map()

  /** @param before what the text named that it takes the place of: who was called stays called as long as they are named */
  function callsOf(room: string, author: string, text: string, before: ReadonlySet<string>): ReadonlySet<string> {
    const named = text.split(' ').filter((word) => word.startsWith('@'))
    const counts = (word: string): boolean =>
      before.has(word) || (word === '@room' ? owners.get(room) === author : membersOf(room).has(word.slice(1)))
    return new Set(named.filter(counts))
  }

  return {
    opened(room: string, owner: string, seq: number): void {
      owners.set(room, owner)
      marks.set(room, new Map([[owner, seq]]))
    },
    joined: (room: string, name: string, head: number): void => void marks.get(room)?.set(name, head),
    left(room: string, name: string): void {
      marks.get(room)?.delete(name)
      // Who comes back to a room that they have left alone is a member like any other.
      if (owners.get(room) === name) owners.delete(room)
    },
    isIn: (room: string, name: string): boolean => membersOf(room).has(name),
    posted(id: string, { text, ...post }: Omit<Post, 'calls'> & { readonly text: string }): void {
      posts.set(id, { ...post, calls: callsOf(post.room, post.author, text, new Set()) })
    },
    edited(id: string, text: string): void {
      const post = posts.get(id)
      if (post) post.calls = callsOf(post.room, post.author, text, post.calls)
    },
    deleted: (id: string): void => void posts.delete(id),
    read: (room: string, name: string, seq: number): void => void marks.get(room)?.set(name, seq),
    blocked(name: string, other: string, on: boolean): void {
      if (on) blocks.add(`${name} ${other}`)
      else blocks.delete(`${name} ${other}`)
    },
    /** What somebody has written in a room, and not taken back. */
    postsOf: (room: string, author: string): string[] =>
      [...posts].filter(([, post]) => post.room === room && post.author === author).map(([id]) => id),
    /** What waits for somebody, and how much of it calls them; undefined if they are not in the room. */
    badge(room: string, name: string): readonly [unread: number, mentions: number] | undefined {
      const mark = membersOf(room).get(name)
      if (mark === undefined) return undefined
      const waiting = [...posts.values()].filter(
        (post) => post.room === room && post.author !== name && post.seq > mark,
      )
      const calling = waiting.filter(
        ({ author, calls }) => !blocks.has(`${name} ${author}`) && (calls.has('@room') || calls.has(`@${name}`)),
      )
      return [Math.min(limits.unread, waiting.length), Math.min(limits.unread, calling.length)]
    },
  }
}
