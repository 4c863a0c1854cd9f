import {
  ackOf,
  createRoom,
  getRoomChanges,
  PROTOCOL_VERSION,
  RoomChanges,
  RoomSummary,
  syncSession,
} from '@chat/protocol'
import { z } from 'zod'
import { dataOf } from '../wire/ack-data.ts'
import { SocketIoConnection } from '../wire/socket-io-connection.ts'
import { stampOf } from '../wire/stamp.ts'
import type { Placed } from '../worker/commands.ts'
import type { Cast } from './target.ts'

const AT_ONCE = 20
const CreateAnswer = ackOf(z.object({ room: RoomSummary.pick({ id: true }) }))
const ChangesAnswer = ackOf(RoomChanges)

/**
 * Signs guests in.
 *
 * @returns their tokens
 * @throws {Error} if the server lets no guests in, or not so many
 */
export async function signInGuests(url: string, count: number): Promise<string[]> {
  const tokens: string[] = []
  async function signIn(): Promise<void> {
    while (tokens.length < count) {
      const place = tokens.push('') - 1
      tokens[place] = await signInGuest(url, place + 1)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, signIn))
  return tokens
}

async function signInGuest(url: string, number: number): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/anonymous`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: `Load ${number}` }),
  })
  await response.arrayBuffer()
  const token = response.headers.get('set-auth-token')
  if (response.ok && token) return token
  const hint = response.status === 429 ? ' Start it with RATE_LIMITS=off for a load test.' : ''
  throw new Error(`The server let guest ${number} not in (status ${response.status}).${hint}`)
}

/** Makes public rooms for a load test. */
export async function createRooms(url: string, token: string, count: number): Promise<string[]> {
  const connection = await connectAs(url, token)
  const rooms: string[] = []
  for (let number = 1; number <= count; number += 1) {
    const input = { kind: 'public', name: `load ${number}` }
    rooms.push(dataOf(CreateAnswer.parse(await connection.ask(createRoom.name, input))).room.id)
  }
  connection.cut()
  return rooms
}

/** Reads back every message of a load test that is in these rooms' logs. */
export async function readStored(url: string, { tokens, rooms }: Cast): Promise<Placed[]> {
  const stored: Placed[] = []
  for (const [index, room] of rooms.entries()) {
    const connection = await connectAs(url, tokens[index % tokens.length] ?? '')
    for (let after = 0, more = true; more; ) {
      const input = { roomId: room, after, limit: 500 }
      const changes = dataOf(ChangesAnswer.parse(await connection.ask(getRoomChanges.name, input)))
      for (const { seq, id, text } of changes.messages) if (stampOf(text) !== undefined) stored.push([room, seq, id])
      after = changes.to
      more = changes.more === true
    }
    connection.cut()
  }
  return stored
}

async function connectAs(url: string, token: string): Promise<SocketIoConnection> {
  const listener = { onEvent: () => {}, onClosed: () => {} }
  const connection = await SocketIoConnection.open(url, { protocol: PROTOCOL_VERSION, token }, listener)
  await connection.ask(syncSession.name, { cursors: {} })
  return connection
}
