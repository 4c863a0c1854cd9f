import { getRoomChanges, type MessageId, type RoomId, sendMessage, syncSession } from '@chat/protocol'
import { type Credentials, joinGeneral } from '../connect-person.ts'
import type { Complain } from './complain.ts'
import type { SendHistory } from './send-history.ts'
import { createWireView, type WireView } from './wire-view.ts'

/** A client written against the contract alone: it connects again, catches up, and asks again for what got no answer. */
export interface WireDevice {
  readonly name: string
  readonly credentials: Credentials
  readonly roomId: RoomId
  readonly view: WireView
  /** Requests to post that wait for their answer. */
  readonly inFlight: number
  /** Resolves once it is connected and has caught up. */
  ready(): Promise<void>
  /** Posts a message until it is acknowledged. */
  post(message: { id: MessageId; text: string }): Promise<void>
  /** Hangs up and connects again at once. */
  reconnect(): void
}

export async function connectWireDevice(options: {
  readonly url: string
  readonly name: string
  /** A further device of somebody. */
  readonly credentials?: Credentials
  readonly history: SendHistory
  readonly complain: Complain
}): Promise<WireDevice> {
  const { url, name, credentials, history } = options
  const complain: Complain = (what) => options.complain(`${name}: ${what}`)
  const person = await joinGeneral(url, {
    name,
    ...(credentials && { credentials }),
    socket: { reconnection: true, reconnectionDelay: 100, reconnectionDelayMax: 300 },
  })
  const { socket, roomId } = person
  const view = createWireView(complain)
  let current = Promise.withResolvers<void>()
  let isReady = false
  let inFlight = 0
  let catchingUp: Promise<void> | undefined

  async function enter(): Promise<void> {
    const connection = socket.id
    view.beginConnection()
    await persist(async () => {
      const { cursor } = view
      const { rooms, changes } = await person.get(syncSession, { cursors: { [roomId]: cursor } })
      view.noteSync(cursor, rooms.find(({ id }) => id === roomId)?.head ?? 0)
      for (const change of changes) view.apply(change)
      await catchUp()
      if (socket.id !== connection) return
      isReady = true
      current.resolve()
    })
  }

  /** Again where the answer is late; a new connection begins anew. */
  async function persist(work: () => Promise<void>): Promise<void> {
    const connection = socket.id
    while (socket.connected && socket.id === connection) {
      try {
        return await work()
      } catch (error) {
        if (!isUnanswered(error)) return complain(String(error))
      }
    }
  }

  function catchUp(): Promise<void> {
    catchingUp ??= pull().finally(() => {
      catchingUp = undefined
    })
    return catchingUp
  }

  async function pull(): Promise<void> {
    while (view.cursor < view.head) {
      const after = view.cursor
      view.apply(await person.get(getRoomChanges, { roomId, after }))
      if (view.cursor <= after) return complain(`there is nothing after ${after}, although the head is ${view.head}`)
    }
  }

  async function ask({ id, text }: { id: MessageId; text: string }): Promise<boolean> {
    const askedAt = history.now()
    inFlight += 1
    try {
      const answer = await person.ask(sendMessage, { id, roomId, text })
      if (!answer.ok) throw new Error(`${id} was refused: ${answer.error.code} ${answer.error.message}`)
      const { seq, duplicate = false } = answer.data
      history.acknowledge(id, { askedAt, seq, duplicate })
      return true
    } catch (error) {
      if (isUnanswered(error)) return false
      throw error
    } finally {
      inFlight -= 1
    }
  }

  const ready = (): Promise<void> => current.promise
  socket.on('room:changed', (frame) => {
    if (frame.roomId !== roomId) return
    view.receive(frame)
    if (view.cursor < view.head) void persist(catchUp)
  })
  socket.on('connect', () => void enter())
  socket.on('connect_error', (error: Error & { data?: unknown }) => {
    if (error.data) complain(`a connection was refused: ${JSON.stringify(error.data)}`)
  })
  socket.on('disconnect', () => {
    if (isReady) current = Promise.withResolvers()
    isReady = false
  })
  await enter()

  return {
    name,
    credentials: person.credentials,
    roomId,
    view,
    get inFlight() {
      return inFlight
    },
    ready,
    async post(message) {
      do await ready()
      while (!(await ask(message)))
    },
    reconnect() {
      socket.disconnect()
      socket.connect()
    },
  }
}

/** Socket.IO's words for a request that nobody knows the outcome of. */
function isUnanswered(error: unknown): boolean {
  return error instanceof Error && /^(socket has been disconnected|operation has timed out)$/.test(error.message)
}
