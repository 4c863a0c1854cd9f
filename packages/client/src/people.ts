import type {
  ChosenStatus,
  listReaders,
  listUsers,
  Message,
  MessageId,
  Presence,
  Profile,
  RequestInput,
  RequestOutput,
  RoomChanges,
  RoomId,
  RoomSummary,
  User,
  UserId,
} from '@chat/protocol'
import type { Activity } from './activity.ts'
import { createBlocks } from './blocks.ts'
import type { SyncAnswer } from './catch-up.ts'
import type { Clock } from './clock.ts'
import { createDeliveries } from './deliveries.ts'
import type { EventHandlers } from './events.ts'
import type { Http } from './http.ts'
import { createOwnPresence } from './own-presence.ts'
import { createPictures } from './pictures.ts'
import { createPresenceWatch, type RoomPresence } from './presence-watch.ts'
import { createProfiles, type ProfileChange } from './profiles.ts'
import { createReceipts, type ReadMarksTold, type ReadsOfOthers } from './receipts.ts'
import type { Ask, Tell } from './requests.ts'
import { peopleNamed } from './room-summaries.ts'
import type { ReadableStore } from './store.ts'
import { createTyping } from './typing.ts'
import { createUserDirectory } from './user-directory.ts'

/** People by name, and where to go on. */
export type UserPage = RequestOutput<typeof listUsers>

/** Who has read a message, and where to go on. */
export type ReadersPage = RequestOutput<typeof listReaders>

/** Who people are, whether they are there, and how oneself is seen. */
export interface People {
  /** Everybody known so far. Ids that a room refers to and nobody knows are looked up by the client itself. */
  readonly users: ReadableStore<ReadonlyMap<UserId, User>>
  /** A page of the people who are in a room with one. */
  listUsers(input: RequestInput<typeof listUsers>): Promise<UserPage>
  /** Who is there of the open room. */
  presence(roomId: RoomId): ReadableStore<RoomPresence>
  /** Whether somebody is there; undefined until known. Kept current as long as anybody listens. */
  presenceOf(userId: UserId): ReadableStore<Presence | undefined>
  /** What one has chosen to be shown as. */
  readonly chosenStatus: ReadableStore<ChosenStatus>
  /** Chooses what one is shown as, on all of one's devices. */
  choosePresence(status: ChosenStatus): Promise<void>
  /** Whom one has blocked: fold what they write. */
  readonly blocked: ReadableStore<ReadonlySet<UserId>>
  /** Blocks somebody on all of one's devices, or ends that. */
  blockUser(userId: UserId, on: boolean): Promise<void>
  /** Who is writing in the timeline of the open room, or in the thread under a message of it, without oneself. */
  typing(roomId: RoomId, threadRoot?: MessageId): ReadableStore<readonly UserId[]>
  /**
   * Says that one is writing, as often as that is so, or has stopped. It ends by itself after some seconds, with the next
   * message there, when one writes elsewhere, and when another room is opened.
   */
  setTyping(roomId: RoomId, typing: boolean, threadRoot?: MessageId): void
  /** How far others have read in the open room, where it is small enough for that to be told. */
  reads(roomId: RoomId): ReadableStore<ReadsOfOthers>
  /** How far messages have arrived on a device of others in the open room; what they have read has. */
  deliveries(roomId: RoomId): ReadableStore<ReadsOfOthers>
  /** A page of those who have read a message; in rooms of any size. */
  listReaders(input: RequestInput<typeof listReaders>): Promise<ReadersPage>
  /** Whether one sends and sees read receipts. */
  readonly receiptsOn: ReadableStore<boolean>
  /** Turns read receipts on or off, on all of one's devices. */
  setReceipts(on: boolean): Promise<void>
  /** What somebody tells about themselves; undefined until known. Kept current as long as anybody listens. */
  profileOf(userId: UserId): ReadableStore<Profile | undefined>
  /**
   * Changes what one is called and tells about oneself.
   *
   * @throws {RangeError} if the contract does not allow it
   */
  updateProfile(change: ProfileChange): Promise<User>
  /**
   * Shows an image as one's picture, everywhere and to everybody: a square from its middle.
   *
   * @param image a JPEG, PNG, WebP, GIF or AVIF file
   * @throws {RangeError} if it has more bytes than the contract allows
   */
  setPicture(image: Uint8Array<ArrayBuffer>): Promise<User>
  /** Takes one's picture away; does no harm where there is none. */
  removePicture(): Promise<User>
}

/** @param options.onLearned hears of everybody who is new or has changed */
export function createPeople(options: {
  readonly ask: Ask
  readonly tell: Tell
  readonly http: Http
  readonly clock: Clock
  readonly random: () => number
  readonly isReady: () => boolean
  readonly activity: Activity | undefined
  readonly account: () => UserId | undefined
  readonly summaryOf: (roomId: RoomId) => RoomSummary | undefined
  /** One has read on, here or on another device. */
  readonly takeMarks: (marks: ReadMarksTold) => void
  readonly onLearned: (users: readonly User[]) => void
  /** Other people are blocked than before. */
  readonly onBlocked: () => void
}) {
  const directory = createUserDirectory(options)
  const presence = createPresenceWatch({ ...options, onSeen: directory.need })
  const own = createOwnPresence(options)
  const typing = createTyping(options)
  const receipts = createReceipts({ ...options, onUsers: directory.learn })
  const deliveries = createDeliveries({ ...options, receiptsOn: receipts.on.get })
  const blocks = createBlocks({ ...options, onChanged: options.onBlocked })
  const profiles = createProfiles({ ...options, learn: directory.learn })
  const pictures = createPictures({ ...options, learn: directory.learn })

  const client: People = {
    users: directory.users,
    listUsers: directory.list,
    presence: presence.of,
    presenceOf: presence.ofPerson,
    chosenStatus: own.chosen,
    choosePresence: own.choose,
    blocked: blocks.store,
    blockUser: blocks.set,
    typing: typing.of,
    setTyping: typing.set,
    reads: receipts.of,
    deliveries: receipts.deliveriesIn,
    listReaders: receipts.list,
    receiptsOn: receipts.on,
    setReceipts: receipts.set,
    profileOf: profiles.of,
    updateProfile: profiles.update,
    setPicture: pictures.set,
    removePicture: pictures.remove,
  }

  return {
    directory,
    presence,
    own,
    typing,
    client,
    handlers: {
      'presence:changed': presence.apply,
      'typing:changed': typing.apply,
      'read:marked'(marks) {
        options.takeMarks(marks)
        receipts.apply(marks)
      },
      'delivery:marked': receipts.applyDeliveries,
      'receipts:changed': ({ on }) => receipts.switched(on),
      'presence:selected': ({ status }) => own.take(status),
      'user:changed'(users) {
        directory.learn(users)
        profiles.changed(users)
      },
      'user:blocked'({ userId, on }) {
        blocks.take(userId, on)
        receipts.blocked(userId)
      },
    } satisfies Partial<EventHandlers>,
    takeSync({ rooms, users, chosenStatus = 'online', blocked, receiptsOff }: SyncAnswer): void {
      directory.learn(users)
      blocks.replace(blocked)
      own.take(chosenStatus)
      receipts.switched(receiptsOff !== true)
      deliveries.note(rooms)
    },
    /** Somebody looks at this room in place of the one before. */
    watch(roomId: RoomId): void {
      typing.look(roomId)
      presence.watch(roomId)
      receipts.look(roomId)
    },
    /** Something has changed in a room: somebody may not be writing any more, or not be there. */
    heard(changes: RoomChanges): void {
      typing.heard(changes)
      receipts.heard(changes)
      const room = options.summaryOf(changes.roomId)
      if (room) deliveries.note([room])
    },
    /** Messages have come in that may name people whom nobody knows yet. */
    meet: (messages: readonly Message[]): void => directory.need(messages.flatMap(peopleNamed)),
    /** There is a new connection. */
    resume(): void {
      directory.resume()
      presence.resume()
      own.resume()
      profiles.resume()
      deliveries.resume()
    },
    /** The connection is lost. */
    pause(): void {
      typing.clear()
      deliveries.pause()
    },
    /** Somebody else is signed in. */
    clear(): void {
      directory.clear()
      presence.clear()
      profiles.clear()
      blocks.clear()
      typing.clear()
      receipts.clear()
      deliveries.clear()
      own.take('online')
    },
  }
}
