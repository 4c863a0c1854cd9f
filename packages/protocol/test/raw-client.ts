import { randomBytes } from 'node:crypto'

/** A client that knows the documents and nothing of the package. */
export interface RawClient {
  /** Resolves when this many people are online in #general and know what is in it. */
  seesOnline(people: number): Promise<void>
  say(text: string): Promise<void>
  /** How often a text stands in #general. */
  count(text: string): number
  /** Resolves when a text stands in #general this often. */
  hears(text: string, times: number): Promise<void>
  close(): void
}

/** What is needed of socket.io-client. */
interface SocketIo {
  io(
    url: string,
    options: object,
  ): {
    on(event: string, listener: (payload: never) => void): void
    emitWithAck(event: string, input: object): Promise<{ ok: boolean; data: never }>
    close(): void
  }
}

/** @param socketIo the module `socket.io-client` */
export async function connectRawClient(url: string, socketIo: unknown): Promise<RawClient> {
  const signIn = await fetch(`${url}/api/auth/sign-in/anonymous`, { method: 'POST' })
  const auth = { protocol: 1, token: signIn.headers.get('set-auth-token') }
  const socket = (socketIo as SocketIo).io(url, { auth, forceNew: true, reconnectionDelayMax: 500 })
  const texts = new Map<number, string>()
  let online = 0
  let listeners: (() => void)[] = []

  const changed = () => {
    for (const listener of listeners.splice(0)) listener()
  }
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise<void>((resolve) => (listeners = [...listeners, resolve]))
  }
  const ask = async <Data>(event: string, input: object): Promise<Data> => {
    const answer = await socket.emitWithAck(event, input)
    if (!answer.ok) throw new Error(`${event} was refused: ${JSON.stringify(answer)}`)
    return answer.data
  }
  const count = (text: string) => [...texts.values()].filter((each) => each === text).length

  socket.on('room:changed', ({ messages }: { messages: { seq: number; text: string }[] }) => {
    for (const { seq, text } of messages) texts.set(seq, text)
    changed()
  })
  socket.on('presence:changed', ({ rooms }: { rooms: { online: number }[] }) => {
    online = rooms[0]?.online ?? online
    changed()
  })
  const join = async (): Promise<string> => {
    const { rooms } = await ask<{ rooms: { id: string; slug?: string }[] }>('session:sync', { cursors: {} })
    const general = rooms.find(({ slug }) => slug === 'general')?.id ?? ''
    const watched = await ask<{ rooms: { online: number }[] }>('presence:watch', { roomIds: [general] })
    online = watched.rooms[0]?.online ?? 0
    changed()
    return general
  }
  const roomId = await join()
  socket.on('connect', () => void join())

  return {
    async seesOnline(people) {
      await until(() => online === people)
      // Whoever has just come may still wait for the answer to their sync; that to a later one comes after it.
      await join()
    },
    async say(text) {
      await ask('message:send', { id: newMessageId(), roomId, text })
    },
    count,
    hears: (text, times) => until(() => count(text) >= times),
    close: () => socket.close(),
  }
}

/** A UUIDv7 by the letter of RFC 9562: 48 bits of time, then chance. */
function newMessageId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
