/** A message of a thread, as far as it counts. */
export interface Reply {
  readonly room: string
  readonly seq: number
  readonly author: string
  readonly root: string
  /** Whom it calls by name. */
  readonly names: readonly string[]
}

/** What a thread is to somebody. */
export interface Standing {
  readonly following: boolean
  readonly readSeq: number
}

/** What threads are to people, by the rules of S61. */
export function createThreadLedger(
  isIn: (room: string, name: string) => boolean,
  hasBlocked: (name: string, other: string) => boolean,
) {
  const standings = new Map<string, Standing & Pick<Reply, 'room' | 'root'>>()

  const of = (name: string, root: string): Standing | undefined => standings.get(`${name} ${root}`)
  function set(name: string, { room, root }: Pick<Reply, 'room' | 'root'>, standing: Standing): void {
    standings.set(`${name} ${root}`, { room, root, ...standing })
  }

  /** A thread becomes something to somebody by what another has written, unless they have blocked them. */
  function begin(name: string, reply: Reply, readSeq: number): void {
    const isCalled = name !== reply.author && isIn(reply.room, name) && !hasBlocked(name, reply.author)
    if (isCalled && !of(name, reply.root)) set(name, reply, { following: true, readSeq })
  }

  function called(reply: Reply): void {
    for (const name of reply.names) begin(name, reply, reply.seq - 1)
  }

  return {
    of,
    /** A message calls others than before. */
    called,
    posted(reply: Reply, root: Pick<Reply, 'author' | 'seq'>): void {
      begin(root.author, reply, root.seq)
      called(reply)
      const own = of(reply.author, reply.root)
      if (!own?.following) {
        set(reply.author, reply, { following: true, readSeq: Math.max(own?.readSeq ?? 0, reply.seq) })
      }
    },
    followed(name: string, thread: Pick<Reply, 'room' | 'root'>, following: boolean, head: number): void {
      set(name, thread, { readSeq: of(name, thread.root)?.readSeq ?? head, following })
    },
    /** What a thread is not anything to cannot be read. */
    read(name: string, thread: Pick<Reply, 'room' | 'root'>, seq: number): void {
      const before = of(name, thread.root)
      if (before) set(name, thread, { ...before, readSeq: Math.max(before.readSeq, seq) })
    },
    left(room: string, name: string): void {
      for (const [key, { root, room: where }] of standings)
        if (where === room && key === `${name} ${root}`) standings.delete(key)
    },
  }
}
