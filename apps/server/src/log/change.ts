import type { Seq, Timestamp } from '@chat/protocol'
import { type EraseForward, eraseForward } from '../forwards/erase-forward.ts'
import { type BuryMessage, buryMessage } from '../messages/bury-message.ts'
import { type PostMessage, postMessage } from '../messages/post-message.ts'
import { type RewriteMessage, rewriteMessage } from '../messages/rewrite-message.ts'
import type { CommittedPersonChange } from '../personal/commit-person-changes.ts'
import { type ChangePin, changePin } from '../pins/change-pin.ts'
import { type ChangeReaction, changeReaction } from '../reactions/change-reaction.ts'
import { type ChangeRole, changeRole } from '../rooms/change-role.ts'
import { type JoinRoom, joinRoom } from '../rooms/join-room.ts'
import { type LeaveRoom, leaveRoom } from '../rooms/leave-room.ts'
import { type UpdateRoom, updateRoom } from '../rooms/update-room.ts'
import type { Applier, ChangedState, Refused, Unchanged } from './applier.ts'

/** Everything that can happen to a room. */
export type Change =
  | PostMessage
  | RewriteMessage
  | BuryMessage
  | EraseForward
  | ChangePin
  | ChangeReaction
  | JoinRoom
  | LeaveRoom
  | ChangeRole
  | UpdateRoom

export const appliers: { readonly [Kind in Change['kind']]: Applier<Extract<Change, { kind: Kind }>> } = {
  'message.posted': postMessage,
  'message.edited': rewriteMessage,
  'message.deleted': buryMessage,
  'message.forward-erased': eraseForward,
  'message.pinned': changePin,
  'reaction.set': changeReaction,
  'member.joined': joinRoom,
  'member.left': leaveRoom,
  'member.changed': changeRole,
  'room.updated': updateRoom,
}

export interface Applied {
  readonly status: 'applied'
  readonly seq: Seq
  readonly at: Timestamp
  readonly state: ChangedState
  /** What of people's own has changed with it. */
  readonly own?: readonly CommittedPersonChange[]
}

/** What became of a change. */
export type Outcome = Applied | Unchanged | Refused
