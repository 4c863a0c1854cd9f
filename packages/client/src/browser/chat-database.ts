import type { User, UserId } from '@chat/protocol'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { CachedAccount, CachedRoom } from '../client-cache.ts'
import type { StoredMessage } from '../outbox-storage.ts'

export interface ChatDatabaseSchema extends DBSchema {
  /** In the order in which they were written; see `position`. */
  outbox: { key: number; value: StoredMessage & { position?: number }; indexes: { id: string; account: string } }
  /** Which account was signed in last, under the key `last`. */
  session: { key: 'last'; value: UserId }
  accounts: { key: string; value: Omit<CachedAccount, 'users'> }
  users: { key: [account: string, id: string]; value: User }
  rooms: { key: [account: string, roomId: string]; value: CachedRoom }
}

export type ChatDatabase = IDBPDatabase<ChatDatabaseSchema>

/** Another tab can hold the database back, and a broken profile can leave it hanging. */
const OPEN_TIMEOUT_MS = 3_000

/** Opens the database when it is first needed, and again after it was closed or did not open. */
export function createDatabaseOpener(name = 'chat') {
  let opening: Promise<ChatDatabase> | undefined
  const listeners = new Set<() => void>()

  function begin(): Promise<ChatDatabase> {
    const opened = openChatDatabase(name, () => {
      if (opening === patient || opening === opened) opening = undefined
    })
    let late = false
    // While it hangs, nobody waits for it a second time.
    const patient: Promise<ChatDatabase> = within(OPEN_TIMEOUT_MS, opened, () => {
      late = true
    })
    opened.then(
      (database) => {
        if (opening !== patient) {
          if (late) database.close()
        } else if (late) {
          opening = opened
          for (const listener of [...listeners]) listener()
        }
      },
      () => {
        if (opening === patient) opening = undefined
      },
    )
    return patient
  }

  return {
    /** Rejects where the browser has no database for us: private mode, a broken profile, another tab that holds it back. */
    open(): Promise<ChatDatabase> {
      opening ??= begin()
      return opening
    },
    /** Tells when a database that did not open in time is there after all. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close(): Promise<void> {
      const closing = opening
      opening = undefined
      const database = await closing?.catch(() => undefined)
      database?.close()
    },
  }
}

export type DatabaseOpener = ReturnType<typeof createDatabaseOpener>

function within<T>(milliseconds: number, work: Promise<T>, onLate: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      onLate()
      reject(new Error('The database does not open'))
    }, milliseconds)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

async function openChatDatabase(name: string, onGone: () => void): Promise<ChatDatabase> {
  return openDB<ChatDatabaseSchema>(name, 1, {
    upgrade(database) {
      const outbox = database.createObjectStore('outbox', { keyPath: 'position', autoIncrement: true })
      outbox.createIndex('id', 'id', { unique: true })
      outbox.createIndex('account', 'account')
      database.createObjectStore('session')
      database.createObjectStore('accounts')
      database.createObjectStore('users')
      database.createObjectStore('rooms')
    },
    blocking(_current, _blocked, event) {
      // A newer version of the page wants to change the database: let it.
      const { target } = event
      if (target instanceof IDBDatabase) target.close()
      onGone()
    },
    terminated: onGone,
  })
}
