import type { Request } from '@chat/protocol'
import { handleClaimServer } from '../administration/claim-server.ts'
import { handleDeletePerson } from '../administration/delete-person.ts'
import { handleGetServerSettings } from '../administration/get-server-settings.ts'
import { handleListPeople } from '../administration/list-people.ts'
import { handleUpdatePerson } from '../administration/update-person.ts'
import { handleUpdateServer } from '../administration/update-server.ts'
import { handleBlockUser } from '../blocks/block-user.ts'
import { handleSetDraft } from '../drafts/set-draft.ts'
import { handleAcceptInvite } from '../invites/accept-invite.ts'
import { handleCreateInvite } from '../invites/create-invite.ts'
import { handleGetInvite } from '../invites/get-invite.ts'
import { handleListInvites } from '../invites/list-invites.ts'
import { handleRevokeInvite } from '../invites/revoke-invite.ts'
import { handleDeleteMessage } from '../messages/delete-message.ts'
import { handleEditMessage } from '../messages/edit-message.ts'
import { handleGetMessageRevisions } from '../messages/get-message-revisions.ts'
import { handleGetMessages } from '../messages/get-messages.ts'
import { handleSendMessage } from '../messages/send-message.ts'
import { handleNotifyRoom } from '../notifications/notify-room.ts'
import { handleSetNotify } from '../notifications/set-notify.ts'
import { handleGetProfile } from '../people/get-profile.ts'
import { handleGetUsers } from '../people/get-users.ts'
import { handleListUsers } from '../people/list-users.ts'
import { handleUpdateUser } from '../people/update-user.ts'
import { handleGetPersonChanges } from '../personal/get-person-changes.ts'
import { handleListPins } from '../pins/list-pins.ts'
import { handleSetPin } from '../pins/set-pin.ts'
import { handleSetIdle } from '../presence/set-idle.ts'
import { handleSetPresence } from '../presence/set-presence.ts'
import { handleWatchPresence } from '../presence/watch-presence.ts'
import { handleListReactions } from '../reactions/list-reactions.ts'
import { handleSetReaction } from '../reactions/set-reaction.ts'
import { handleListReaders } from '../reads/list-readers.ts'
import { handleMarkDelivered } from '../reads/mark-delivered.ts'
import { handleMarkRead } from '../reads/mark-read.ts'
import { handleSetReceipts } from '../reads/set-receipts.ts'
import { handleClearReminder } from '../reminders/clear-reminder.ts'
import { handleSetReminder } from '../reminders/set-reminder.ts'
import { handleCreateRoom } from '../rooms/create-room.ts'
import { handleFavouriteRoom } from '../rooms/favourite-room.ts'
import { handleGetRoom } from '../rooms/get-room.ts'
import { handleGetRoomChanges } from '../rooms/get-room-changes.ts'
import { handleGetRoomHistory } from '../rooms/get-room-history.ts'
import { handleInviteToRoom } from '../rooms/invite-people.ts'
import { handleJoinRoom } from '../rooms/join-public-room.ts'
import { handleLeaveRoom } from '../rooms/leave-joined-room.ts'
import { handleListMembers } from '../rooms/list-members.ts'
import { handleListRooms } from '../rooms/list-rooms.ts'
import { handleRemoveMember } from '../rooms/remove-member.ts'
import { handleSetMemberRole } from '../rooms/set-member-role.ts'
import { handleUpdateRoom } from '../rooms/update-room-settings.ts'
import { handleListSavedMessages } from '../saved/list-saved-messages.ts'
import { handleSaveMessage } from '../saved/save-message.ts'
import { handleCancelScheduled } from '../scheduled/cancel-scheduled.ts'
import { handleSendScheduled } from '../scheduled/send-scheduled.ts'
import { handleSetScheduled } from '../scheduled/set-scheduled.ts'
import { handleSyncSession } from '../session/sync-session.ts'
import { handleFollowThread } from '../threads/follow-thread.ts'
import { handleGetThreadHistory } from '../threads/get-thread-history.ts'
import { handleGetThreads } from '../threads/get-threads.ts'
import { handleListThreads } from '../threads/list-threads.ts'
import { handleMarkThreadRead } from '../threads/mark-thread-read.ts'
import { handleSetTyping } from '../typing/set-typing.ts'
import type { Handler } from './handler.ts'

/** Who answers what. A request without a handler does not compile. */
export const handlers: { readonly [Name in Request['name']]: Handler<Extract<Request, { name: Name }>> } = {
  'session:sync': handleSyncSession,
  'person:changes': handleGetPersonChanges,
  'room:changes': handleGetRoomChanges,
  'room:history': handleGetRoomHistory,
  'room:list': handleListRooms,
  'room:get': handleGetRoom,
  'room:create': handleCreateRoom,
  'room:join': handleJoinRoom,
  'room:leave': handleLeaveRoom,
  'room:update': handleUpdateRoom,
  'room:invite': handleInviteToRoom,
  'room:remove': handleRemoveMember,
  'room:set-role': handleSetMemberRole,
  'invite:create': handleCreateInvite,
  'invite:list': handleListInvites,
  'invite:revoke': handleRevokeInvite,
  'invite:get': handleGetInvite,
  'invite:accept': handleAcceptInvite,
  'room:favourite': handleFavouriteRoom,
  'room:notify': handleNotifyRoom,
  'notify:set': handleSetNotify,
  'room:members': handleListMembers,
  'read:mark': handleMarkRead,
  'delivery:mark': handleMarkDelivered,
  'message:readers': handleListReaders,
  'receipts:set': handleSetReceipts,
  'draft:set': handleSetDraft,
  'message:send': handleSendMessage,
  'message:edit': handleEditMessage,
  'message:delete': handleDeleteMessage,
  'message:get': handleGetMessages,
  'message:revisions': handleGetMessageRevisions,
  'reaction:set': handleSetReaction,
  'reaction:list': handleListReactions,
  'message:save': handleSaveMessage,
  'saved:list': handleListSavedMessages,
  'reminder:set': handleSetReminder,
  'reminder:clear': handleClearReminder,
  'scheduled:set': handleSetScheduled,
  'scheduled:send': handleSendScheduled,
  'scheduled:cancel': handleCancelScheduled,
  'thread:history': handleGetThreadHistory,
  'thread:follow': handleFollowThread,
  'thread:mark': handleMarkThreadRead,
  'thread:get': handleGetThreads,
  'thread:list': handleListThreads,
  'pin:set': handleSetPin,
  'room:pins': handleListPins,
  'presence:watch': handleWatchPresence,
  'presence:set': handleSetPresence,
  'presence:set-idle': handleSetIdle,
  'typing:set': handleSetTyping,
  'user:update': handleUpdateUser,
  'user:profile': handleGetProfile,
  'user:get': handleGetUsers,
  'server:claim': handleClaimServer,
  'people:list': handleListPeople,
  'people:update': handleUpdatePerson,
  'people:delete': handleDeletePerson,
  'user:list': handleListUsers,
  'server:settings': handleGetServerSettings,
  'server:update': handleUpdateServer,
  'user:block': handleBlockUser,
}
