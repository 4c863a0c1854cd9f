import { getProfile, type Profile, type RequestInput, type User, type UserId, updateUser } from '@chat/protocol'
import { checkInput } from './check-input.ts'
import type { Ask } from './requests.ts'
import type { ReadableStore } from './store.ts'
import { createStore, type WritableStore } from './writable-store.ts'

/** What is to be different about oneself; what is absent stays, an empty status text or time zone is taken away. */
export type ProfileChange = RequestInput<typeof updateUser>

/**
 * What people tell about themselves. It is asked for while somebody looks at it, and again whenever it may have changed.
 */
export function createProfiles(options: {
  readonly ask: Ask
  readonly isReady: () => boolean
  readonly learn: (users: readonly User[]) => void
}) {
  const { ask, isReady, learn } = options
  const stores = new Map<UserId, WritableStore<Profile | undefined>>()

  function storeOf(userId: UserId): WritableStore<Profile | undefined> {
    const store = stores.get(userId) ?? createStore<Profile | undefined>(undefined, () => load(userId))
    stores.set(userId, store)
    return store
  }

  function load(userId: UserId): void {
    if (!isReady()) return
    ask(getProfile, { userId }).then(
      ({ user, profile }) => {
        storeOf(userId).set(profile)
        learn([user])
      },
      // Somebody whom one does not see, or no connection: then the next one asks again.
      () => {},
    )
  }

  function reload(userIds: Iterable<UserId>): void {
    for (const userId of userIds) if (stores.get(userId)?.isObserved()) load(userId)
  }

  return {
    /** undefined until known. */
    of: (userId: UserId): ReadableStore<Profile | undefined> => storeOf(userId),
    /** These people have changed. */
    changed: (users: readonly User[]): void => reload(users.map(({ id }) => id)),
    /** There is a new connection. */
    resume: (): void => reload(stores.keys()),
    clear(): void {
      for (const store of stores.values()) store.set(undefined)
    },
    async update(change: ProfileChange): Promise<User> {
      const { user, profile } = await ask(updateUser, checkInput(updateUser.input, change))
      if (profile) storeOf(user.id).set(profile)
      learn([user])
      return user
    },
  }
}
