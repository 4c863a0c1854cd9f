import { Message, RoomId, RoomSummary, User } from '@chat/protocol'
import type { CachedRoom } from '../src/client-cache.ts'
import type { StoredMessage } from '../src/outbox-storage.ts'

/** The message id with this number. */
export function idOf(number: number): Message['id'] {
  return Message.shape.id.parse(`01900000-0000-7000-8000-${String(number).padStart(12, '0')}`)
}

export function sampleMessage(seq: number, text = `message ${seq}`): Message {
  return Message.parse({ id: idOf(seq), roomId: 'general', seq, authorId: 'ada', text, sentAt: seq })
}

export function waitingMessage(number: number, account = 'ada'): StoredMessage {
  return {
    account: User.shape.id.parse(account),
    id: idOf(number),
    roomId: RoomId.parse('general'),
    text: `message ${number}`,
    createdAt: number,
  }
}

export function cachedRoom(cursor: number, roomId = 'general'): CachedRoom {
  return { roomId: RoomId.parse(roomId), cursor, messages: [sampleMessage(cursor)], hasMoreBefore: true }
}

export function sampleUser(id: string, name = id): User {
  return User.parse({ id, name })
}

export function sampleSummary(id: string, parts: Partial<RoomSummary> = {}): RoomSummary {
  return RoomSummary.parse({
    id,
    kind: 'public',
    name: id,
    head: 0,
    memberCount: 1,
    lastReadSeq: 0,
    unread: 0,
    mentions: 0,
    role: 'member',
    ...parts,
  })
}
