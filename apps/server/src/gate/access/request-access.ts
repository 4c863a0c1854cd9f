import type { Request } from '@chat/protocol'
import { type Audience, inTheRoom, roomModerators, roomOwners, serverAdmins, signedIn } from './audience.ts'

/** Who may make a request. */
export interface RequestAccess {
  /** Where it names a room, of a private one. */
  readonly audience: Audience
  /** Of a public room, where that is different. */
  readonly publicRoom?: Audience
  /** Set for those who run the server: the gate itself turns everybody else away. */
  readonly byServerRole?: true
}

const forServerAdmins: RequestAccess = { audience: serverAdmins, byServerRole: true }

/**
 * Who may ask what. A request without a row does not compile; `access-walk.test.ts` tries every row with every kind of
 * person.
 */
export const requestAccess: { readonly [Name in Request['name']]: RequestAccess } = {
  'session:sync': { audience: signedIn },
  'person:changes': { audience: signedIn },
  'room:changes': { audience: inTheRoom },
  'room:history': { audience: inTheRoom },
  'room:list': { audience: signedIn },
  'room:get': { audience: inTheRoom, publicRoom: signedIn },
  'room:create': { audience: signedIn },
  // Who was removed waits for an invitation; who has left by themselves comes back.
  'room:join': { audience: inTheRoom, publicRoom: { ...signedIn, removed: 'FORBIDDEN' } },
  // Who has left already is told so again: the answer may have been lost.
  'room:leave': { audience: { ...inTheRoom, removed: 'ok' } },
  // What only owners may change is tried in rooms/update-room.test.ts.
  'room:update': { audience: roomModerators },
  'room:invite': { audience: roomModerators, publicRoom: inTheRoom },
  'room:remove': { audience: roomModerators },
  'room:set-role': { audience: roomOwners },
  'invite:create': { audience: roomModerators, publicRoom: inTheRoom },
  // Members get and end their own links alone.
  'invite:list': { audience: inTheRoom },
  'invite:revoke': { audience: { ...roomModerators, guest: 'NOT_FOUND', member: 'NOT_FOUND' } },
  // Who was removed does not come back by a link.
  'invite:get': { audience: { ...signedIn, removed: 'NOT_FOUND' } },
  'invite:accept': { audience: { ...signedIn, removed: 'NOT_FOUND' } },
  'room:favourite': { audience: inTheRoom },
  'room:notify': { audience: inTheRoom },
  'notify:set': { audience: signedIn },
  'room:members': { audience: inTheRoom },
  'read:mark': { audience: inTheRoom },
  // Rooms that one is not in are left out: tried in reads/deliveries.test.ts.
  'delivery:mark': { audience: signedIn },
  'message:readers': { audience: inTheRoom },
  'receipts:set': { audience: signedIn },
  'draft:set': { audience: inTheRoom },
  'message:send': { audience: inTheRoom },
  // About what a member has written: that authors edit theirs is tried in messages/edit-message.test.ts, and
  // that they delete theirs in messages/delete-message.test.ts.
  'message:edit': {
    audience: { ...inTheRoom, guest: 'FORBIDDEN', member: 'FORBIDDEN', moderator: 'FORBIDDEN', owner: 'FORBIDDEN' },
  },
  'message:delete': { audience: roomModerators },
  // What one may not read is left out of the answer.
  'message:get': { audience: signedIn },
  'message:revisions': { audience: inTheRoom },
  'reaction:set': { audience: inTheRoom },
  'reaction:list': { audience: inTheRoom },
  // Taking it back is for everybody who has saved it, which is tried in saved/saved-messages.test.ts.
  'message:save': { audience: inTheRoom },
  'saved:list': { audience: signedIn },
  'reminder:set': { audience: inTheRoom },
  'reminder:clear': { audience: signedIn },
  'scheduled:set': { audience: inTheRoom },
  // About one's own alone, which is tried in scheduled/scheduled.test.ts; here there is none.
  'scheduled:send': {
    audience: { ...inTheRoom, guest: 'NOT_FOUND', member: 'NOT_FOUND', moderator: 'NOT_FOUND', owner: 'NOT_FOUND' },
  },
  'scheduled:cancel': { audience: signedIn },
  'thread:history': { audience: inTheRoom },
  'thread:follow': { audience: inTheRoom },
  'thread:mark': { audience: inTheRoom },
  // What one may not see is left out of the answer.
  'thread:get': { audience: signedIn },
  'thread:list': { audience: signedIn },
  // In a read-only or an archived room as for message:send, which is tried in pins/pins.test.ts.
  'pin:set': { audience: inTheRoom },
  'room:pins': { audience: inTheRoom },
  // Whom one may not see is left out of the answer.
  'presence:watch': { audience: signedIn },
  'presence:set': { audience: signedIn },
  'presence:set-idle': { audience: signedIn },
  // In a read-only or an archived room as for message:send, which is tried in typing/set-typing.test.ts.
  'typing:set': { audience: inTheRoom },
  'user:update': { audience: signedIn },
  // Whom one may not see is NOT_FOUND, which is tried in people/profiles.test.ts; here it is about oneself.
  'user:profile': { audience: signedIn },
  'user:get': { audience: signedIn },
  // Its token decides.
  'server:claim': { audience: signedIn },
  'people:list': forServerAdmins,
  'people:update': forServerAdmins,
  'people:delete': forServerAdmins,
  'user:list': { audience: signedIn },
  'server:settings': forServerAdmins,
  'server:update': forServerAdmins,
  // Whom one does not see one cannot block.
  'user:block': { audience: inTheRoom },
}
