import type { limits } from '../../packages/protocol/src/index.ts'

/** What each limit means to somebody who writes a client. One without a meaning does not compile. */
export const limitMeanings: Readonly<Record<keyof typeof limits, string>> = {
  frameBytes: 'Bytes in a frame, in either direction. The server closes a connection that sends a larger one.',
  inputDepth: 'Levels of objects and arrays in a request.',
  messageText: 'Characters in a message, after trimming. A character is a Unicode code point.',
  userName: 'Characters in a name, after trimming.',
  statusText: 'Characters in a status text, after trimming.',
  statusForMs: 'Milliseconds for which a status text stays, where it clears itself.',
  roomName: "Characters in a room's name, after trimming.",
  roomTopic: "Characters in a room's topic, after trimming.",
  unread: 'Unread messages and mentions are counted up to here.',
  syncCursors: 'Cursors in one `session:sync`.',
  syncRemoved: 'Rooms in `removedFrom` of one `session:sync`, the latest first.',
  syncChanges: '`session:sync` brings the changes of rooms that are at most this many log entries ahead of the cursor.',
  resetBehind:
    "A client that is further behind than this had better drop what it has of the room and load the room's history.",
  changesPage: 'Log entries that one `room:changes` covers.',
  historyPage: 'Messages in one `room:history`.',
  roomsPage: 'Rooms in one page of `room:list`.',
  invitePeople: 'People in one `room:invite`.',
  inviteExpiryMs: 'Milliseconds for which an invite link counts, where it expires.',
  inviteUses: 'People who may come in by one invite link, where that is bounded.',
  invitesPerRoom: 'Invite links of one room that count at the same time.',
  directPeople: 'People in a direct conversation, you included.',
  blockedPeople: 'People whom somebody blocks. All of them are in `session:sync`.',
  membersPage: 'Members in one page of `room:members`.',
  peoplePage: 'People in one page of `people:list`.',
  usersPage: 'Ids in one `user:get`, people in one page of `user:list`.',
  presenceWatch: 'Rooms, and people, in one `presence:watch`.',
  presencePeople: 'People that `presence:watch` and `presence:changed` name; the counts are of all.',
}
