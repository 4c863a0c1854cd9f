import type { RoomSummary, User, UserId } from '@chat/protocol'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { CachedRoom } from '../client-cache.ts'
import type { StoredMessage } from '../outbox-storage.ts'

export interface ChatDatabaseSchema extends DBSchema {
  /** In the order in which they were written; see `position`. */
  outbox: { key: number; value: StoredMessage & { position?: number }; indexes: { id: string; account: string } }
  /** Which account was signed in last, under the key `last`. */
  session: { key: 'last'; value: UserId }
  accounts: { key: string; value: { me: User; rooms: readonly RoomSummary[] } }
  users: { key: [account: string, id: string]; value: User }
  rooms: { key: [account: string, roomId: string]; value: CachedRoom }
}

export type ChatDatabase = IDBPDatabase<ChatDatabaseSchema>

/** Another tab can hold the database back, and a broken profile can leave it hanging. */
const OPEN_TIMEOUT_MS = 3_000

/** Opens the database when it is first needed, and again after it was closed. */
export function createDatabaseOpener(name = 'chat') {
  let opening: Promise<ChatDatabase> | undefined
  return {
    /** Rejects, and goes on doing so, where the browser has no database for us: private mode, a broken profile. */
    open(): Promise<ChatDatabase> {
      opening ??= openChatDatabase(name, () => {
        opening = undefined
      })
      return opening
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

function openChatDatabase(name: string, onGone: () => void): Promise<ChatDatabase> {
  const opened = openDB<ChatDatabaseSchema>(name, 1, {
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
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The database does not open')), OPEN_TIMEOUT_MS)
    opened.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
