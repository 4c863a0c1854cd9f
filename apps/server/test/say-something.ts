import { createRoom, deleteMessage, type RoomId, sendMessage } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import type { Person } from './connect-person.ts'

/** Somebody says something. @returns the id of the message */
export async function say(person: Person, roomId: string, text = 'hello'): Promise<string> {
  const id = uuidv7()
  await person.get(sendMessage, { id, roomId, text })
  return id
}

/** Messages with which nobody else can do anything: one in a private room, one deleted, one never written. */
export async function sayNothingForOthers(person: Person & { readonly roomId: RoomId }): Promise<string[]> {
  const { room } = await person.get(createRoom, { kind: 'private', name: 'Secret' })
  const secret = await say(person, room.id)
  const gone = await say(person, person.roomId)
  await person.get(deleteMessage, { id: gone })
  return [secret, gone, uuidv7()]
}
