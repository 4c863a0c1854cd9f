import type {
  ChosenStatus,
  listUsers,
  Presence,
  Profile,
  RequestInput,
  RequestOutput,
  RoomId,
  User,
  UserId,
} from '@chat/protocol'
import type { Activity } from './activity.ts'
import { createBlocks } from './blocks.ts'
import type { SyncAnswer } from './catch-up.ts'
import type { Clock } from './clock.ts'
import type { EventHandlers } from './events.ts'
import { createOwnPresence } from './own-presence.ts'
import { createPresenceWatch, type RoomPresence } from './presence-watch.ts'
import { createProfiles, type ProfileChange } from './profiles.ts'
import type { Ask, Tell } from './requests.ts'
import type { ReadableStore } from './store.ts'
import { createTyping } from './typing.ts'
import { createUserDirectory } from './user-directory.ts'

/** People by name, and where to go on. */
export type UserPage = RequestOutput<typeof listUsers>

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
  /** Who is writing in the open room, without oneself. */
  typing(roomId: RoomId): ReadableStore<readonly UserId[]>
  /**
   * Says that one is writing, as often as that is so, or has stopped. It ends by itself after some seconds, with the next
   * message, and when another room is opened.
   */
  setTyping(roomId: RoomId, typing: boolean): void
  /** What somebody tells about themselves; undefined until known. Kept current as long as anybody listens. */
  profileOf(userId: UserId): ReadableStore<Profile | undefined>
  /**
   * Changes what one is called and tells about oneself.
   *
   * @throws {RangeError} if the contract does not allow it
   */
  updateProfile(change: ProfileChange): Promise<User>
}

/** @param options.onLearned hears of everybody who is new or has changed */
export function createPeople(options: {
  readonly ask: Ask
  readonly tell: Tell
  readonly clock: Clock
  readonly isReady: () => boolean
  readonly activity: Activity | undefined
  readonly onLearned: (users: readonly User[]) => void
}) {
  const directory = createUserDirectory(options)
  const presence = createPresenceWatch({ ...options, onSeen: directory.need })
  const own = createOwnPresence(options)
  const blocks = createBlocks(options)
  const typing = createTyping(options)
  const profiles = createProfiles({ ...options, learn: directory.learn })

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
    profileOf: profiles.of,
    updateProfile: profiles.update,
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
      'presence:selected': ({ status }) => own.take(status),
      'user:changed'(users) {
        directory.learn(users)
        profiles.changed(users)
      },
      'user:blocked': ({ userId, on }) => blocks.take(userId, on),
    } satisfies Partial<EventHandlers>,
    takeSync({ users, chosenStatus = 'online', blocked }: SyncAnswer): void {
      directory.learn(users)
      blocks.replace(blocked)
      own.take(chosenStatus)
    },
    /** Somebody looks at this room in place of the one before. */
    watch(roomId: RoomId): void {
      typing.look(roomId)
      presence.watch(roomId)
    },
    /** There is a new connection. */
    resume(): void {
      directory.resume()
      presence.resume()
      own.resume()
      profiles.resume()
    },
    /** Somebody else is signed in. */
    clear(): void {
      directory.clear()
      presence.clear()
      profiles.clear()
      blocks.clear()
      typing.clear()
      own.take('online')
    },
  }
}
