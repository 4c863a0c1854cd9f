import {
  getUsers,
  limits,
  listUsers,
  type RequestInput,
  type RequestOutput,
  type User,
  type UserId,
} from '@chat/protocol'
import type { Clock } from './clock.ts'
import type { Ask } from './requests.ts'
import type { ReadableStore } from './store.ts'
import { createStore } from './writable-store.ts'

/** Ids that come up together are asked together. */
const GATHER_MS = 20

export interface UserDirectory {
  readonly users: ReadableStore<ReadonlyMap<UserId, User>>
  /** Takes over profiles as they are now. */
  learn(users: readonly User[]): void
  /** Looks up those of them that nobody knows. */
  need(ids: Iterable<UserId>): void
  /** Looks them up again: their names may have changed. */
  refresh(ids: Iterable<UserId>): void
  /** A new connection: what could not be looked up before is tried again. */
  resume(): void
  /** A page of the people who can be written to. */
  list(input: RequestInput<typeof listUsers>): Promise<RequestOutput<typeof listUsers>>
  /** Forgets everybody. */
  clear(): void
}

/** Everybody that the client has heard of. */
export function createUserDirectory(options: {
  ask: Ask
  clock: Clock
  isReady: () => boolean
  onLearned: (users: readonly User[]) => void
}): UserDirectory {
  const users = createStore<ReadonlyMap<UserId, User>>(new Map())
  const wanted = new Set<UserId>()
  /** Asked on this connection already, whatever the answer was: the server leaves out whom one may not see. */
  const asked = new Set<UserId>()
  let timer: unknown

  function learn(learned: readonly User[]): void {
    const changed = learned.filter((user) => !sameUser(users.get().get(user.id), user))
    for (const { id } of learned) wanted.delete(id)
    if (changed.length === 0) return
    users.set(new Map([...users.get(), ...changed.map((user) => [user.id, user] as const)]))
    options.onLearned(changed)
  }

  function want(ids: Iterable<UserId>): void {
    for (const id of ids) if (!asked.has(id)) wanted.add(id)
    if (wanted.size > 0 && timer === undefined && options.isReady()) {
      timer = options.clock.setTimeout(lookUp, GATHER_MS)
    }
  }

  function lookUp(): void {
    timer = undefined
    while (wanted.size > 0 && options.isReady()) {
      const ids = [...wanted].slice(0, limits.usersPage)
      for (const id of ids) {
        wanted.delete(id)
        asked.add(id)
      }
      options.ask(getUsers, { ids }).then(
        (answer) => learn(answer.users),
        // Tried again when they come up again, or on the next connection.
        () => {
          for (const id of ids) {
            asked.delete(id)
            if (!users.get().has(id)) wanted.add(id)
          }
        },
      )
    }
  }

  return {
    users,
    learn,
    need: (ids) => want([...ids].filter((id) => !users.get().has(id))),
    refresh(ids) {
      for (const id of ids) asked.delete(id)
      want(ids)
    },
    resume() {
      asked.clear()
      want([])
    },
    async list(input) {
      const page = await options.ask(listUsers, input)
      learn(page.users)
      return page
    },
    clear() {
      wanted.clear()
      asked.clear()
      users.set(new Map())
    },
  }
}

function sameUser(a: User | undefined, b: User): boolean {
  return (
    a !== undefined &&
    a.name === b.name &&
    a.avatarUrl === b.avatarUrl &&
    a.bot === b.bot &&
    a.guest === b.guest &&
    a.serverRole === b.serverRole
  )
}
