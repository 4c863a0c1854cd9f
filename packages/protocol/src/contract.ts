import { claimServer, deletePerson, listPeople, updatePerson } from './administration.ts'
import { blockUser, userBlocked } from './blocks.ts'
import type { EventListeners, RequestListeners } from './define.ts'
import { deliveryMarked, markDelivered } from './deliveries.ts'
import { setDraft } from './drafts.ts'
import { favouriteRoom, roomFavourited } from './favourites.ts'
import { acceptInvite, createInvite, getInvite, listInvites, revokeInvite } from './invites.ts'
import { listMembers } from './members.ts'
import { inviteToRoom, removeMember, setMemberRole } from './membership.ts'
import { getMessages } from './message-lookup.ts'
import { deleteMessage, editMessage, getMessageRevisions, sendMessage } from './messages.ts'
import { notifyRoom, setNotify } from './notifications.ts'
import { getPersonChanges, personChanged } from './person-log.ts'
import { listPins, setPin } from './pins.ts'
import { presenceChanged, presenceSelected, setIdle, setPresence, watchPresence } from './presence.ts'
import { getProfile, updateUser } from './profiles.ts'
import { listReactions, setReaction } from './reactions.ts'
import { markRead, readMarked } from './reads.ts'
import { listReaders, receiptsChanged, setReceipts } from './receipts.ts'
import { clearReminder, setReminder } from './reminders.ts'
import { createRoom, getRoom, joinRoom, leaveRoom, listRooms, roomAdded, roomRemoved } from './room-directory.ts'
import { updateRoom } from './room-settings.ts'
import { getRoomChanges, getRoomHistory, roomChanged } from './rooms.ts'
import { listSavedMessages, saveMessage } from './saved-messages.ts'
import { cancelScheduled, sendScheduled, setScheduled } from './scheduled-messages.ts'
import { getServerSettings, updateServer } from './server-settings.ts'
import { serverDraining, sessionEnded, syncSession } from './session.ts'
import { followThread, getThreadHistory, getThreads, listThreads, markThreadRead, threadChanged } from './threads.ts'
import { setTyping, typingChanged } from './typing.ts'
import { getUsers, listUsers, userChanged } from './users.ts'

/** Everything that a client can ask. */
export const requests = [
  syncSession,
  getPersonChanges,
  getRoomChanges,
  getRoomHistory,
  listRooms,
  getRoom,
  createRoom,
  joinRoom,
  leaveRoom,
  updateRoom,
  inviteToRoom,
  removeMember,
  setMemberRole,
  createInvite,
  listInvites,
  revokeInvite,
  getInvite,
  acceptInvite,
  favouriteRoom,
  notifyRoom,
  setNotify,
  listMembers,
  setDraft,
  sendMessage,
  editMessage,
  deleteMessage,
  getMessages,
  getMessageRevisions,
  setReaction,
  listReactions,
  saveMessage,
  listSavedMessages,
  setReminder,
  clearReminder,
  setScheduled,
  sendScheduled,
  cancelScheduled,
  getThreadHistory,
  followThread,
  markThreadRead,
  getThreads,
  listThreads,
  setPin,
  listPins,
  markRead,
  markDelivered,
  listReaders,
  setReceipts,
  watchPresence,
  setPresence,
  setIdle,
  setTyping,
  updateUser,
  getProfile,
  getUsers,
  claimServer,
  listPeople,
  updatePerson,
  deletePerson,
  listUsers,
  getServerSettings,
  updateServer,
  blockUser,
] as const

/** Everything that a server tells. */
export const events = [
  roomChanged,
  roomAdded,
  roomRemoved,
  roomFavourited,
  readMarked,
  threadChanged,
  deliveryMarked,
  receiptsChanged,
  presenceChanged,
  presenceSelected,
  typingChanged,
  userChanged,
  userBlocked,
  personChanged,
  sessionEnded,
  serverDraining,
] as const

/** One of the requests. */
export type Request = (typeof requests)[number]
/** One of the events. */
export type Event = (typeof events)[number]

/** Socket.IO's event map from client to server. */
export interface ClientToServerEvents extends RequestListeners<Request> {}

/** Socket.IO's event map from server to client. */
export interface ServerToClientEvents extends EventListeners<Event> {}
