import type { InviteId, MessageId, Request, RoomId, UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'

/** Whom and what the inputs are about. */
export interface InputContext {
  readonly roomId: RoomId
  /** Who asks. */
  readonly userId: UserId
  /** Somebody else, a plain member of the room. */
  readonly otherId: UserId
  /** A link into the room that an owner has made, and its token. */
  readonly inviteId: InviteId
  readonly inviteToken: string
  /** Makes its bearer the owner of the server. */
  readonly ownerToken: string
  /** A message in the room. */
  readonly messageId: MessageId
}

/** For every request an input that the server takes from somebody who may make it. */
export function validInputs({ roomId, userId, otherId, inviteId, inviteToken, ownerToken, messageId }: InputContext): {
  readonly [Name in Request['name']]: Record<string, unknown>
} {
  return {
    'session:sync': { cursors: { [roomId]: 1 }, personCursor: 0 },
    'person:changes': { after: 0, limit: 10 },
    'room:changes': { roomId, after: 0, limit: 10 },
    'room:history': { roomId, before: 5, limit: 10 },
    'room:list': { query: 'gen' },
    'room:get': { address: roomId },
    'room:create': { kind: 'public', name: 'Kitchen' },
    'room:join': { roomId },
    'room:leave': { roomId },
    'room:update': { roomId, topic: 'Who cooks' },
    'room:invite': { roomId, userIds: [userId] },
    'room:remove': { roomId, userId: otherId },
    'room:set-role': { roomId, userId: otherId, role: 'moderator' },
    'invite:create': { roomId, expiresInMs: 60_000, maxUses: 1 },
    'invite:list': { roomId },
    'invite:revoke': { roomId, inviteId },
    'invite:get': { token: inviteToken },
    'invite:accept': { token: inviteToken },
    'room:favourite': { roomId, on: true },
    'room:notify': { roomId, level: 'mentions', muted: true, mutedForMs: 60_000 },
    'notify:set': { rooms: 'all', direct: 'nothing' },
    'room:members': { roomId },
    'read:mark': { roomId, seq: 1 },
    'delivery:mark': { rooms: [{ roomId, seq: 1 }] },
    'message:readers': { messageId },
    'receipts:set': { on: false },
    'reaction:set': { messageId, emoji: '👍', on: true },
    'reaction:list': { messageId, emoji: '👍' },
    'thread:history': { rootId: messageId, before: 5, limit: 10 },
    'thread:follow': { rootId: messageId, on: true },
    'thread:mark': { rootId: messageId, seq: 1 },
    'thread:get': { rootIds: [messageId] },
    'thread:list': {},
    'draft:set': { roomId, text: 'hel', replyTo: messageId, version: 0 },
    'pin:set': { messageId, on: true },
    'room:pins': { roomId },
    'message:send': { id: uuidv7(), roomId, text: 'hello', replyTo: messageId },
    'message:edit': { id: messageId, text: 'hello again' },
    'message:delete': { id: messageId },
    'message:get': { ids: [messageId] },
    'message:revisions': { id: messageId, before: 5 },
    'message:save': { messageId, on: true },
    'saved:list': {},
    'reminder:set': { messageId, remindAt: Date.now() + 3_600_000 },
    'reminder:clear': { messageId },
    'scheduled:set': { id: uuidv7(), roomId, text: 'hello', sendAt: Date.now() + 3_600_000 },
    'scheduled:send': { id: uuidv7() },
    'scheduled:cancel': { id: uuidv7() },
    'presence:watch': { roomIds: [roomId], userIds: [otherId] },
    'presence:set': { status: 'dnd' },
    'presence:set-idle': { idle: true },
    'typing:set': { roomId, typing: true },
    'user:update': { name: 'Mallory' },
    'user:profile': { userId },
    'user:get': { ids: [userId, otherId] },
    'server:claim': { token: ownerToken },
    'server:settings': {},
    'server:update': { guests: true },
    'people:list': { query: 'a' },
    'people:update': { userId: otherId, serverRole: 'member', suspended: true },
    'people:delete': { userId: otherId, messages: 'delete' },
    'user:block': { userId: otherId, on: true },
    'user:list': { query: 'alice' },
  }
}
