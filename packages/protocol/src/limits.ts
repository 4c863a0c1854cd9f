/** What the contract bounds. Characters are Unicode code points. */
export const limits = {
  /** The largest frame, in bytes, in either direction. A larger one closes the connection. */
  frameBytes: 65_536,
  /** How deeply a request's objects and arrays may nest. */
  inputDepth: 8,
  messageText: { min: 1, max: 4_000 },
  /** Earlier texts that are kept of an edited message: the first and the latest ones. */
  messageRevisions: 50,
  /** People whom one message mentions by name. */
  mentions: 20,
  /** How much of the message that it answers comes along with a reply. */
  quotedText: { min: 0, max: 120 },
  /** What somebody adds to a message that they forward. With the text of that it has to fit into a frame. */
  forwardComment: { min: 0, max: 1_000 },
  userName: { min: 2, max: 30 },
  /** What somebody says they are up to. */
  statusText: { min: 1, max: 100 },
  /** For how long a status text may stay, where it clears itself: a minute to a year. */
  statusForMs: { min: 60_000, max: 31_536_000_000 },
  /** Bytes in the image that somebody sends as their picture, and pixels in it. */
  pictureBytes: 4_194_304,
  picturePixels: 25_000_000,
  /** Of one emoji; families with skin tones are the longest. */
  emoji: { min: 1, max: 10 },
  /** Different emoji that people react with to one message. */
  reactionEmojis: 20,
  /** A message names everybody who reacts to it if it has at most this many reactions, else the first of each emoji. */
  reactionsNamed: 60,
  /** How many people an emoji names where a message has more reactions than it names in full. */
  reactionsNamedEach: 3,
  /** People in one page of `reaction:list`. */
  reactionsPage: 100,
  /** Messages that somebody saves for later, and how many of them are in one page of `saved:list`. */
  savedMessages: 5_000,
  savedPage: 50,
  /** Messages of which somebody wants to be reminded, those that are due included. */
  reminders: 500,
  /** Messages of somebody that wait to be sent, or could not be. */
  scheduledMessages: 100,
  /** How far from now something may be put off, in milliseconds: a little into the past, as clocks differ. */
  laterMs: { past: 60_000, ahead: 157_766_400_000 },
  /** Messages in one `message:get`. */
  messagesAsked: 50,
  /** People whom the root of a thread names of those who have answered. */
  threadRepliers: 3,
  /** Threads that somebody follows, in one `session:sync`. */
  syncThreads: 100,
  /** Threads in one `thread:get`, and in one page of `thread:list`. */
  threadsAsked: 100,
  threadsPage: 20,
  /** Pinned messages of one room, and in one page of `room:pins`. */
  pins: 100,
  pinsPage: 50,
  roomName: { min: 1, max: 50 },
  roomTopic: { min: 1, max: 250 },
  /** How many unread messages are counted before a client shows "100+". */
  unread: 100,
  /** Rooms that somebody is in, direct conversations included: all of them are in `session:sync`. */
  roomsPerPerson: 2_000,
  /** Rooms in one `session:sync`. */
  syncCursors: 1_000,
  /** `session:sync` brings the changes of rooms that are at most this many log entries behind. */
  syncChanges: 50,
  /** Rooms from which somebody was removed, in one `session:sync`. */
  syncRemoved: 50,
  /** A client that is further behind drops its window and loads the room's history. */
  resetBehind: 500,
  /** Log entries that one `room:changes` covers: how many at most, and where the request does not say. */
  changesPage: { default: 200, max: 500 },
  /** Messages in one `room:history`. */
  historyPage: { default: 50, max: 200 },
  /** Rooms in one page of `room:list`. */
  roomsPage: 50,
  /** People in one `room:invite`. */
  invitePeople: 50,
  /** For how long an invite link may count: a minute to a year. */
  inviteExpiryMs: { min: 60_000, max: 31_536_000_000 },
  /** How many people may come in by one invite link, where that is bounded. */
  inviteUses: 1_000,
  /** Invite links of one room that count at the same time. */
  invitesPerRoom: 50,
  /** People in a direct conversation, oneself included. */
  directPeople: 12,
  /** People whom somebody blocks; all of them are in `session:sync`. */
  blockedPeople: 200,
  /** Members in one page of `room:members`. */
  membersPage: 100,
  /** For how long a room may be muted, where that ends by itself: a minute to a year. */
  mutedForMs: { min: 60_000, max: 31_536_000_000 },
  /** People in one page of `people:list`. */
  peoplePage: 50,
  /** People in one `user:get`, and in one page of `user:list`. */
  usersPage: 100,
  /** Rooms or people that one socket watches. */
  presenceWatch: 200,
  /** People that `presence:watch` and `presence:changed` name; the counts are of all. */
  presencePeople: 200,
  /** In rooms of up to so many members people are told how far others have read. */
  receiptMembers: 100,
  /** Rooms in one `delivery:mark`. */
  deliveryRooms: 100,
  /** People in one page of `message:readers`. */
  readersPage: 100,
  /** People that `typing:changed` names in the timeline, and in each thread. */
  typingPeople: 5,
  /** Threads that `typing:changed` names. */
  typingThreads: 10,
  /** For how long somebody who says that they are writing counts as such, and for how long a client may show it. */
  typingMs: { said: 6_000, told: 15_000 },
} as const
