import { type ChatClient, type Diagnostic, type RoomView, signInAsGuest } from '@chat/client'
import { createNodeChatClient } from '@chat/client/node'
import type { Message, MessageId, RoomId, Seq, UserId } from '@chat/protocol'
import { expect, onTestFinished, vi } from 'vitest'
import type { Complain } from './complain.ts'
import type { SendHistory } from './send-history.ts'

/** The client that people use, without a screen. It keeps what is to be sent and sends it by itself. */
export interface EngineDevice {
  readonly name: string
  readonly userId: UserId
  readonly client: ChatClient
  readonly roomId: RoomId
  view(): RoomView
  /** How far its view of the room goes. */
  cursor(): Seq
  /** Resolves once it is connected. */
  ready(): Promise<void>
  /** Puts a message into the outbox. */
  send(text: string): Promise<void>
  /** Resolves once at most so many of its messages wait. */
  waitsForAtMost(count: number): Promise<void>
  /** Scrolls up to the first message; gives all. */
  readAll(): Promise<readonly Message[]>
}

const PATIENCE_MS = 120_000

export async function startEngineDevice(options: {
  readonly url: string
  readonly name: string
  readonly outboxFile?: string
  /** Whether the server can be reached: people press "Try now" when they hear that it can. */
  readonly isUp: () => boolean
  readonly history: SendHistory
  readonly complain: Complain
}): Promise<EngineDevice> {
  const { url, name, outboxFile, isUp, history } = options
  const complain: Complain = (what) => options.complain(`${name}: ${what}`)
  const { token, user } = await signInAsGuest({ url, name })
  const cursor = watchCursor(complain)
  const client = createNodeChatClient({
    url,
    token,
    ...(outboxFile !== undefined && { outboxFile }),
    onSignedOut: ({ code }) => complain(`was signed out: ${code}`),
    onDiagnostic: cursor.note,
  })
  onTestFinished(() => client.stop())
  await client.start()

  const isConnected = () => client.connection.get().status === 'connected'
  const until = (happened: () => boolean, what: string) =>
    vi.waitFor(
      () => {
        if (isUp() && client.connection.get().status === 'reconnecting') client.reconnectNow()
        expect(happened(), `${name} ${what}`).toBe(true)
      },
      { timeout: PATIENCE_MS, interval: 20 },
    )
  const ready = () => until(isConnected, 'is connected')

  await ready()
  const general = client.rooms.get().find(({ slug }) => slug === 'general')
  if (!general) throw new Error('There is no room general')
  const roomId = general.id
  const room = client.room(roomId)
  const waiting = new Set<MessageId>()
  let asked = history.now()

  /** What the outbox calls sent, or has let go, is stored: that is what its person is told. */
  function noteSent(): void {
    const unsent = new Map(room.get().outbox.flatMap((entry) => (entry.state === 'sent' ? [] : [[entry.id, entry]])))
    for (const id of waiting) {
      const entry = unsent.get(id)
      if (entry?.error) complain(`${id} was refused: ${entry.error.code}`)
      if (entry) continue
      waiting.delete(id)
      history.acknowledge(id, { askedAt: asked, seq: undefined, duplicate: false })
      asked = history.now()
    }
  }
  room.subscribe(noteSent)
  client.openRoom(roomId)

  return {
    name,
    userId: user.id,
    client,
    roomId,
    view: room.get,
    cursor: cursor.get,
    ready,
    async send(text) {
      const startedAt = history.now()
      const id = await client.send(roomId, text)
      history.add({ id, sender: name, authorId: user.id, text, startedAt })
      waiting.add(id)
      noteSent()
    },
    waitsForAtMost: (count) => until(() => waiting.size <= count, `waits for at most ${count} of its messages`),
    async readAll() {
      while (room.get().hasMoreBefore) await client.loadBefore(roomId)
      return room.get().messages
    },
  }
}

/** A room's cursor goes forward only, step by step from where it was. */
function watchCursor(complain: Complain) {
  let cursor: Seq = 0
  function note(diagnostic: Diagnostic): void {
    switch (diagnostic.kind) {
      case 'applied':
        if (diagnostic.from !== cursor || diagnostic.to <= cursor) {
          complain(`applied ${diagnostic.from} to ${diagnostic.to} at ${cursor}`)
        }
        cursor = diagnostic.to
        break
      case 'loaded':
        if (diagnostic.cursor < cursor) complain(`went back from ${cursor} to ${diagnostic.cursor}`)
        cursor = diagnostic.cursor
        break
      case 'gap':
      case 'old':
        break
      default:
        complain(JSON.stringify(diagnostic))
    }
  }
  return { note, get: () => cursor }
}
