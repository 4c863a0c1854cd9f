import type { z } from 'zod'
import type { AnyRequest, Event, EventDefinition, Request } from '../src/index.ts'
import { forward } from './forward-example.ts'
import { personChanges } from './person-changes-example.ts'

/** What travels for a request: ids are plain strings on the wire. */
type RequestExample<R extends AnyRequest> = { input: z.input<R['input']>; output: z.input<R['output']> }
type EventExample<E> = E extends EventDefinition<string, infer Payload> ? z.input<Payload> : never

const zoe = { id: 'u7Kd93hQmZ', name: 'BrightFox42', guest: true }
const ibo = { id: 'uPq20vXc4n', name: 'CalmOtter17', guest: true }

const message = {
  id: '019abf3c-5a10-7c4e-9b1d-3f2a6c8e0d11',
  roomId: 'general',
  seq: 42,
  authorId: zoe.id,
  text: 'Does anybody have the door code?',
  sentAt: 1795500000000,
}

const reply = {
  id: '019abf3c-7e31-7a5d-8b2f-6c7d9e0f1a44',
  roomId: 'general',
  seq: 43,
  authorId: ibo.id,
  text: 'It is on the back of your badge.',
  sentAt: 1795500003000,
  threadRoot: message.id,
}

const thread = {
  rootId: message.id,
  roomId: 'general',
  following: true,
  readSeq: 43,
  unread: 0,
  mentions: 0,
  head: 43,
}
const answer = {
  id: '019abf3c-7c32-7e60-a13f-5b4c8e0a2f44',
  roomId: 'general',
  seq: 43,
  authorId: ibo.id,
  text: 'It is 4711.',
  sentAt: 1795500003000,
  replyTo: message.id,
  replyToAuthorId: zoe.id,
}
const quoted = { id: message.id, seq: message.seq, authorId: zoe.id, text: message.text }

const room = {
  id: 'general',
  kind: 'public' as const,
  name: 'general',
  slug: 'general',
  head: 42,
  memberCount: 2,
  lastReadSeq: 41,
  unread: 1,
  mentions: 0,
  role: 'member' as const,
  lastMessage: message,
}

const kitchen = {
  id: '019abf3c-6b21-7d5f-8c2e-4a3b7d9f1e22',
  kind: 'public' as const,
  name: 'Kitchen',
  slug: 'kitchen',
  topic: 'Who cooks, who cleans',
  head: 1,
  memberCount: 1,
  lastReadSeq: 1,
  unread: 0,
  mentions: 0,
  role: 'owner' as const,
}

const inviteToken = 'mT3x_8Qz1nVb5Kd7Rj0LwYc2Hf-9GsPa'

const invite = {
  id: '019abf3d-0c32-7e6a-9d3f-5b4c8e0a2f33',
  roomId: kitchen.id,
  createdBy: ibo.id,
  createdAt: 1795500002000,
  expiresAt: 1796104802000,
  maxUses: 10,
  uses: 0,
}

const changes = { roomId: room.id, from: 41, to: 42, head: 42, messages: [message] }

const presence = {
  rooms: [{ roomId: room.id, online: 2 }],
  people: [
    { userId: zoe.id, status: 'online' as const },
    { userId: ibo.id, status: 'online' as const },
  ],
}

/** One coherent exchange for every request; a request without one does not compile. Seen by CalmOtter17. */
export const requestExamples: { readonly [R in Request as R['name']]: RequestExample<R> } = {
  'session:sync': {
    input: { cursors: { general: 41 }, personCursor: 7 },
    output: {
      me: ibo,
      rooms: [room],
      changes: [changes],
      removed: [],
      users: [zoe, ibo],
      person: personChanges,
      serverTime: 1795500004200,
    },
  },
  'person:changes': { input: { after: 7 }, output: personChanges },
  'room:changes': { input: { roomId: room.id, after: 41 }, output: changes },
  'room:history': {
    input: { roomId: room.id, before: 44, limit: 1 },
    output: { messages: [answer], quoted: [quoted], users: [zoe, ibo], hasMoreBefore: true, hasMoreAfter: false },
  },
  'room:list': { input: { query: 'kit' }, output: { rooms: [{ ...kitchen, role: 'member' }] } },
  'room:get': {
    input: { address: 'kitchen' },
    output: { room: { ...kitchen, role: 'member' }, member: false },
  },
  'room:create': {
    input: { id: kitchen.id, kind: 'public', name: 'Kitchen', topic: 'Who cooks, who cleans' },
    output: { room: kitchen },
  },
  'room:join': {
    input: { roomId: kitchen.id },
    output: { room: { ...kitchen, head: 2, memberCount: 2, lastReadSeq: 2, role: 'member' } },
  },
  'room:favourite': { input: { roomId: kitchen.id, on: true }, output: {} },
  'room:notify': {
    input: { roomId: kitchen.id, level: 'all', muted: true, mutedForMs: 3_600_000 },
    output: { seq: 13 },
  },
  'notify:set': { input: { rooms: 'all' }, output: { seq: 14 } },
  'room:leave': { input: { roomId: kitchen.id }, output: { seq: 3 } },
  'room:update': { input: { roomId: kitchen.id, topic: 'Who cooks today' }, output: { seq: 4 } },
  'room:invite': { input: { roomId: kitchen.id, userIds: [zoe.id] }, output: { added: [zoe.id] } },
  'room:set-role': { input: { roomId: kitchen.id, userId: zoe.id, role: 'moderator' }, output: { seq: 6 } },
  'room:remove': { input: { roomId: kitchen.id, userId: zoe.id }, output: { seq: 7 } },
  'invite:create': {
    input: { roomId: kitchen.id, expiresInMs: 604_800_000, maxUses: 10 },
    output: { invite, token: inviteToken },
  },
  'invite:list': { input: { roomId: kitchen.id }, output: { invites: [invite], users: [ibo] } },
  'invite:revoke': { input: { roomId: kitchen.id, inviteId: invite.id }, output: {} },
  'invite:get': {
    input: { token: inviteToken },
    output: { room: { ...kitchen, role: 'member' }, invitedBy: ibo, member: false },
  },
  'invite:accept': {
    input: { token: inviteToken },
    output: { room: { ...kitchen, head: 2, memberCount: 2, lastReadSeq: 2, role: 'member' } },
  },
  'room:members': {
    input: { roomId: room.id },
    output: {
      members: [
        { userId: zoe.id, role: 'member', joinedSeq: 1, lastReadSeq: 42 },
        { userId: ibo.id, role: 'member', joinedSeq: 2, lastReadSeq: 41, deliveredSeq: 42 },
      ],
      users: [zoe, ibo],
    },
  },
  'message:readers': { input: { messageId: message.id }, output: { userIds: [zoe.id], users: [zoe] } },
  'receipts:set': { input: { on: false }, output: {} },
  'delivery:mark': { input: { rooms: [{ roomId: room.id, seq: 42 }] }, output: {} },
  'read:mark': { input: { roomId: room.id, seq: 42 }, output: { seq: 42 } },
  'draft:set': {
    input: { roomId: room.id, text: 'Does anybody', replyTo: message.id, version: 0 },
    output: { version: 9 },
  },
  'message:send': {
    input: { id: answer.id, roomId: room.id, text: answer.text, replyTo: message.id },
    output: { id: answer.id, seq: answer.seq, sentAt: answer.sentAt },
  },
  'message:edit': {
    input: { id: message.id, text: 'Does anybody have the door code? Found it.' },
    output: { id: message.id, seq: 43 },
  },
  'message:get': { input: { ids: [message.id] }, output: { messages: [message], users: [zoe] } },
  'message:revisions': {
    input: { id: message.id },
    output: { revisions: [{ replacedSeq: 43, text: message.text, writtenAt: message.sentAt }] },
  },
  'message:delete': { input: { id: message.id }, output: { id: message.id, seq: 44 } },
  'reaction:set': { input: { messageId: message.id, emoji: '👍', on: true }, output: { seq: 43 } },
  'thread:history': {
    input: { rootId: message.id },
    output: {
      root: { ...message, replyCount: 1, lastReplyAt: reply.sentAt, repliers: [ibo.id] },
      messages: [reply],
      users: [zoe, ibo],
      hasMoreBefore: false,
      hasMoreAfter: false,
      thread,
    },
  },
  'thread:follow': { input: { rootId: message.id, on: true }, output: { thread } },
  'thread:mark': { input: { rootId: message.id, seq: 43 }, output: { thread } },
  'thread:get': { input: { rootIds: [message.id] }, output: { threads: [thread] } },
  'thread:list': {
    input: {},
    output: {
      threads: [thread],
      roots: [{ ...message, replyCount: 1, lastReplyAt: reply.sentAt, repliers: [ibo.id] }],
      users: [zoe, ibo],
    },
  },
  'reaction:list': { input: { messageId: message.id, emoji: '👍' }, output: { userIds: [ibo.id], users: [ibo] } },
  'message:save': { input: { messageId: message.id, on: true }, output: {} },
  'saved:list': { input: {}, output: { saved: [{ message, savedAt: 1795500003000 }], users: [zoe] } },
  'reminder:set': { input: { messageId: message.id, remindAt: 1795500600000 }, output: {} },
  'reminder:clear': { input: { messageId: message.id }, output: {} },
  'scheduled:set': {
    input: { id: reply.id, roomId: 'general', text: reply.text, sendAt: 1795500600000 },
    output: {},
  },
  'scheduled:send': { input: { id: reply.id }, output: { seq: 43 } },
  'scheduled:cancel': { input: { id: reply.id }, output: {} },
  'pin:set': { input: { messageId: message.id, on: true }, output: { seq: 43 } },
  'room:pins': {
    input: { roomId: room.id },
    output: { messages: [{ ...message, pinnedAt: 1795500003000, pinnedBy: ibo.id }], users: [zoe] },
  },
  'presence:watch': { input: { roomIds: [room.id] }, output: presence },
  'presence:set': { input: { status: 'dnd' }, output: {} },
  'presence:set-idle': { input: { idle: true }, output: {} },
  'typing:set': { input: { roomId: room.id, typing: true }, output: {} },
  'user:update': {
    input: { name: 'Ibo', statusText: 'Baking bread 🍞', statusForMs: 3_600_000, timeZone: 'Europe/Istanbul' },
    output: {
      user: { ...ibo, name: 'Ibo' },
      profile: { statusText: 'Baking bread 🍞', statusUntil: 1795503604200, timeZone: 'Europe/Istanbul' },
    },
  },
  'user:profile': { input: { userId: zoe.id }, output: { user: zoe, profile: { timeZone: 'Europe/Zurich' } } },
  'user:get': { input: { ids: [zoe.id] }, output: { users: [zoe] } },
  'server:claim': {
    input: { token: 'kV3mXb1q0ZrT8yGd5LhN2w' },
    output: { user: { ...ibo, serverRole: 'owner' } },
  },
  'server:settings': { input: {}, output: { settings: { guests: true, signUp: true } } },
  'server:update': { input: { guests: false }, output: { settings: { guests: false, signUp: true } } },
  'people:list': {
    input: { query: 'fox' },
    output: {
      people: [{ user: zoe, serverRole: 'member', joinedAt: 1795400000000, lastSeenAt: 1795500000000 }],
      total: 1,
    },
  },
  'people:update': {
    input: { userId: zoe.id, suspended: true },
    output: {
      person: { user: zoe, serverRole: 'member', joinedAt: 1795400000000, suspendedAt: 1795500005000 },
    },
  },
  'people:delete': { input: { userId: zoe.id, messages: 'keep' }, output: {} },
  'user:block': { input: { userId: zoe.id, on: true }, output: {} },
  'user:list': { input: { query: 'bright' }, output: { users: [zoe] } },
}

/** One payload for every event. */
export const eventExamples: { readonly [E in Event as E['name']]: EventExample<E> } = {
  'room:changed': { roomId: kitchen.id, from: 1, to: 2, head: 2, messages: [forward] },
  'room:added': kitchen,
  'room:removed': { roomId: kitchen.id, reason: 'left' },
  'room:favourited': { roomId: kitchen.id, on: true },
  'thread:changed': thread,
  'delivery:marked': [{ roomId: room.id, userId: ibo.id, seq: 42 }],
  'read:marked': [{ roomId: room.id, userId: ibo.id, seq: 42 }],
  'receipts:changed': { on: false },
  'presence:changed': {
    rooms: [{ roomId: room.id, online: 1 }],
    people: [{ userId: zoe.id, status: 'offline', lastSeenAt: 1795500009000 }],
  },
  'presence:selected': { status: 'dnd' },
  'typing:changed': { roomId: room.id, userIds: [zoe.id], threads: [{ rootId: message.id, userIds: [zoe.id] }] },
  'user:changed': [{ ...ibo, name: 'Ibo' }],
  'user:blocked': { userId: zoe.id, on: true },
  'person:changed': { ...personChanges, from: 8 },
  'session:ended': { code: 'AUTH_EXPIRED', message: 'You have signed out.' },
  'server:draining': { moveWithinMs: 5_000 },
}
