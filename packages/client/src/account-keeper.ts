import type { User, UserId } from '@chat/protocol'
import type { CachedAccount, ClientCache } from './client-cache.ts'
import type { Identity } from './identity.ts'

export interface AccountKeeperOptions {
  readonly identity: Identity
  readonly cache: ClientCache
  /** The account that the program knows to be signed in. */
  readonly expected: UserId | undefined
  readonly outbox: { open(owner: UserId): Promise<void>; discardAll(owner: UserId): Promise<void> }
  readonly writer: { forget(): void; after(work: () => Promise<void>): Promise<void> }
  readonly learn: (users: readonly User[]) => void
  /** Nothing of what is shown is anybody's any more. */
  readonly clear: () => void
  /** Shows what is cached. */
  readonly show: (cached: CachedAccount) => Promise<void>
}

/** Whose everything is, and what happens when it is somebody else's. */
export function createAccountKeeper({ identity, cache, expected, outbox, writer, ...options }: AccountKeeperOptions) {
  const { account } = identity

  /** Nothing of what is shown is written to the cache either. */
  function clear(): void {
    identity.clear()
    writer.forget()
    options.clear()
  }

  /** It is this account, although the server and the cache have not told yet. */
  async function expect(owner: UserId): Promise<void> {
    const opened = outbox.open(owner)
    identity.expect(owner)
    await opened
  }

  /** From here on everything is this account's. */
  async function enter(user: User): Promise<void> {
    if (user.id !== account()) {
      clear()
      await expect(user.id)
    }
    identity.set(user)
    options.learn([user])
  }

  function forgetCached(owner: UserId | undefined): void {
    writer.forget()
    if (owner) void writer.after(() => cache.forgetAccount(owner))
  }

  return {
    enter,
    expect,
    forgetCached,
    async restore(): Promise<void> {
      const last = await cache.lastAccount()
      const owner = expected ?? last
      // The session of whoever was here before is over, and nobody was there to notice.
      if (last !== owner) forgetCached(last)
      const cached = owner && (await cache.loadAccount(owner))
      if (!cached) return
      await enter(cached.me)
      options.learn(cached.users)
      await options.show(cached)
    },
    async forget(what: 'cache' | 'everything'): Promise<void> {
      const owner = account() ?? expected ?? (await cache.lastAccount())
      clear()
      forgetCached(owner)
      if (owner && what === 'everything') await outbox.discardAll(owner)
    },
  }
}
