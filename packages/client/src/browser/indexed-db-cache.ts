import type { UserId } from '@chat/protocol'
import { type ClientCache, withMessages } from '../client-cache.ts'
import type { DatabaseOpener } from './chat-database.ts'

/** A cache that the next visit finds again. */
export function createIndexedDbCache(database: DatabaseOpener): ClientCache {
  return {
    async lastAccount() {
      return (await database.open()).get('session', 'last')
    },
    async loadAccount(account) {
      const transaction = (await database.open()).transaction(['accounts', 'users'])
      const [found, users] = await Promise.all([
        transaction.objectStore('accounts').get(account),
        transaction.objectStore('users').getAll(everythingOf(account)),
      ])
      return found && { ...found, users }
    },
    async saveAccount(me, account) {
      const transaction = (await database.open()).transaction(['session', 'accounts'], 'readwrite')
      void transaction.objectStore('session').put(me.id, 'last')
      void transaction.objectStore('accounts').put({ me, ...account }, me.id)
      await transaction.done
    },
    async saveUsers(account, users) {
      const transaction = (await database.open()).transaction('users', 'readwrite')
      for (const user of users) void transaction.store.put(user, [account, user.id])
      await transaction.done
    },
    async loadRoom(account, roomId) {
      return (await database.open()).get('rooms', [account, roomId])
    },
    async saveRoom(account, room) {
      const transaction = (await database.open()).transaction('rooms', 'readwrite')
      const known = await transaction.store.get([account, room.roomId])
      if (!known || known.cursor <= room.cursor) void transaction.store.put(room, [account, room.roomId])
      await transaction.done
    },
    async replaceMessages(account, changes) {
      const transaction = (await database.open()).transaction('rooms', 'readwrite')
      const known = await transaction.store.get([account, changes.roomId])
      if (known) void transaction.store.put(withMessages(known, changes, account), [account, changes.roomId])
      await transaction.done
    },
    async dropRoom(account, roomId) {
      await (await database.open()).delete('rooms', [account, roomId])
    },
    async keepRooms(account, roomIds) {
      const kept = new Set<string>(roomIds)
      const transaction = (await database.open()).transaction('rooms', 'readwrite')
      for (const key of await transaction.store.getAllKeys(everythingOf(account))) {
        if (!kept.has(key[1])) void transaction.store.delete(key)
      }
      await transaction.done
    },
    async forgetAccount(account) {
      const transaction = (await database.open()).transaction(['session', 'accounts', 'users', 'rooms'], 'readwrite')
      const session = transaction.objectStore('session')
      if ((await session.get('last')) === account) void session.delete('last')
      void transaction.objectStore('accounts').delete(account)
      void transaction.objectStore('users').delete(everythingOf(account))
      void transaction.objectStore('rooms').delete(everythingOf(account))
      await transaction.done
    },
    close: database.close,
  }
}

/** The keys that begin with the account: an array comes after every string. */
function everythingOf(account: UserId): IDBKeyRange {
  return IDBKeyRange.bound([account], [account, []])
}
