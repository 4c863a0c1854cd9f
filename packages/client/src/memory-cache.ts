import type { RoomId, User, UserId } from '@chat/protocol'
import { type CachedAccount, type CachedRoom, type ClientCache, withMessages } from './client-cache.ts'

/** A cache that lasts as long as the program. */
export function createMemoryCache(): ClientCache {
  let last: UserId | undefined
  const accounts = new Map<UserId, Omit<CachedAccount, 'users'>>()
  const users = new Map<UserId, Map<UserId, User>>()
  const rooms = new Map<UserId, Map<RoomId, CachedRoom>>()
  const of = <K, V>(maps: Map<UserId, Map<K, V>>, account: UserId): Map<K, V> => {
    const map = maps.get(account) ?? new Map<K, V>()
    maps.set(account, map)
    return map
  }
  return {
    lastAccount: async () => last,
    async loadAccount(account) {
      const found = accounts.get(account)
      return found && { ...found, users: [...of(users, account).values()] }
    },
    async saveAccount(me, account) {
      last = me.id
      accounts.set(me.id, { me, ...account })
    },
    async saveUsers(account, changed) {
      for (const user of changed) of(users, account).set(user.id, user)
    },
    loadRoom: async (account, roomId) => of(rooms, account).get(roomId),
    async saveRoom(account, room) {
      const known = of(rooms, account).get(room.roomId)
      if (!known || known.cursor <= room.cursor) of(rooms, account).set(room.roomId, room)
    },
    async replaceMessages(account, changes) {
      const known = of(rooms, account).get(changes.roomId)
      if (known) of(rooms, account).set(changes.roomId, withMessages(known, changes, account))
    },
    dropRoom: async (account, roomId) => void of(rooms, account).delete(roomId),
    async keepRooms(account, roomIds) {
      const kept = new Set(roomIds)
      for (const roomId of of(rooms, account).keys()) if (!kept.has(roomId)) of(rooms, account).delete(roomId)
    },
    async forgetAccount(account) {
      if (last === account) last = undefined
      accounts.delete(account)
      users.delete(account)
      rooms.delete(account)
    },
    close: async () => {},
  }
}
