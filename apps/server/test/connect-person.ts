import {
  type Ack,
  type AnyRequest,
  ackOf,
  type ErrorBody,
  events,
  PROTOCOL_VERSION,
  type RequestInput,
  type RequestOutput,
  type RoomChanges,
  type RoomId,
  roomChanged,
  syncSession,
  User,
  type UserId,
} from '@chat/protocol'
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'
import { expect, onTestFinished, vi } from 'vitest'
import { z } from 'zod'

/** A guest's proof of who they are. */
export interface Credentials {
  readonly token: string
  readonly cookie: string
  readonly userId: UserId
}

/** An event as it came, checked against the contract. */
export interface ReceivedEvent {
  readonly name: string
  readonly payload: unknown
}

/** A program at the other end of the wire that knows the contract and nothing else of the server. */
export interface Person {
  readonly socket: Socket
  readonly credentials: Credentials
  /** Everything that the server has told, in order. */
  readonly received: ReceivedEvent[]
  /** Asks and gets the ack as it came, checked against the contract. */
  ask<Request extends AnyRequest>(request: Request, input: RequestInput<Request>): Promise<Ack<RequestOutput<Request>>>
  /** Asks and gets the data; a refusal fails the test. */
  get<Request extends AnyRequest>(request: Request, input: RequestInput<Request>): Promise<RequestOutput<Request>>
  /** The `room:changed` frames of a room, in the order in which they came. */
  framesOf(roomId: RoomId): RoomChanges[]
  /** Waits until an event has come that looks like this. */
  hasReceived(event: { name: string; payload?: unknown }): Promise<void>
}

export async function signIn(url: string, name?: string): Promise<Credentials> {
  const response = await fetch(`${url}/api/auth/sign-in/anonymous`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(name === undefined ? {} : { name }),
  })
  const token = response.headers.get('set-auth-token')
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  const { user } = z.object({ user: User }).parse(await response.json())
  if (!response.ok || !token || !cookie) throw new Error(`Could not sign in: ${response.status}`)
  return { token, cookie, userId: user.id }
}

export interface ConnectOptions {
  readonly name?: string
  readonly credentials?: Credentials
  readonly socket?: Partial<ManagerOptions & SocketOptions>
}

/** Signs a guest in, where no credentials are given, and connects. It does not sync. */
export async function connectPerson(url: string, options: ConnectOptions = {}): Promise<Person> {
  const credentials = options.credentials ?? (await signIn(url, options.name))
  const socket: Person['socket'] = io(url, {
    auth: { protocol: PROTOCOL_VERSION, token: credentials.token },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    ...options.socket,
  })
  onTestFinished(() => void socket.close())
  const received: ReceivedEvent[] = []
  socket.onAny((name: string, payload: unknown) => {
    const definition = events.find((event) => event.name === name)
    received.push({ name, payload: definition ? definition.payload.parse(payload) : payload })
  })
  await connected(socket)

  const person: Person = {
    socket,
    credentials,
    received,
    async ask(request, input) {
      const answer: unknown = await socket.timeout(10_000).emitWithAck(request.name, input)
      return ackOf(request.output).parse(answer)
    },
    async get(request, input) {
      const answer = await person.ask(request, input)
      if (!answer.ok) throw new Error(`${request.name} was refused: ${answer.error.code} ${answer.error.message}`)
      return answer.data
    },
    framesOf: (roomId) =>
      received
        .filter(({ name }) => name === roomChanged.name)
        .map(({ payload }) => roomChanged.payload.parse(payload))
        .filter((changes) => changes.roomId === roomId),
    hasReceived: (event) =>
      vi.waitFor(() => expect(received).toEqual(expect.arrayContaining([expect.objectContaining(event)])), {
        timeout: 10_000,
        interval: 20,
      }),
  }
  return person
}

/** Connects a guest and syncs; gives the room that everybody is in. */
export async function joinGeneral(url: string, options: ConnectOptions = {}): Promise<Person & { roomId: RoomId }> {
  const person = await connectPerson(url, options)
  const { rooms } = await person.get(syncSession, { cursors: {} })
  const general = rooms.find((room) => room.slug === 'general')
  if (!general) throw new Error('There is no room general')
  return { ...person, roomId: general.id }
}

/** What the server says when it refuses a connection. */
export async function refusedConnection(
  url: string,
  options: Partial<ManagerOptions & SocketOptions>,
): Promise<ErrorBody> {
  const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true, ...options })
  onTestFinished(() => void socket.close())
  return new Promise((resolve, reject) => {
    socket.once('connect', () => reject(new Error('The connection was not refused')))
    socket.once('connect_error', (error: Error & { data?: ErrorBody }) => {
      if (error.data) resolve(error.data)
      else reject(error)
    })
  })
}

function connected(socket: Person['socket']): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
}
