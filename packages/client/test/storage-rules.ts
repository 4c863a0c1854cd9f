import { type Reaction, type RoomChanges, RoomId, type UserId } from '@chat/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ClientCache } from '../src/client-cache.ts'
import type { OutboxStorage } from '../src/outbox-storage.ts'
import { cachedRoom, idOf, sampleMessage, sampleSummary, sampleUser, waitingMessage } from './samples.ts'

const ADA = sampleUser('ada')
const BOB = sampleUser('bob')

/**
 * What every outbox storage must do.
 *
 * @param reopen gives the storage as the next visit finds it; undefined for one that does not last
 */
export function outboxStorageRules(
  name: string,
  create: () => Promise<OutboxStorage>,
  reopen?: () => OutboxStorage,
): void {
  describe(name, () => {
    let storage: OutboxStorage
    const list = async (of: OutboxStorage = storage, account: UserId = ADA.id) =>
      (await of.list(account)).map(({ text }) => text)

    beforeEach(async () => {
      storage = await create()
    })

    afterEach(() => storage.close())

    it('lists messages in the order in which they came, whatever their ids', async () => {
      for (const number of [5, 3, 9]) await storage.put(waitingMessage(number))
      expect(await list()).toEqual(['message 5', 'message 3', 'message 9'])
    })

    it('keeps the place of a message that is put again', async () => {
      for (const number of [1, 2]) await storage.put(waitingMessage(number))
      await storage.put({ ...waitingMessage(1), error: { code: 'FORBIDDEN', message: 'No' } })
      expect(await storage.list(ADA.id)).toEqual([
        { ...waitingMessage(1), error: { code: 'FORBIDDEN', message: 'No' } },
        waitingMessage(2),
      ])
    })

    it('forgets a message that is removed, and takes it calmly when there is none', async () => {
      await storage.put(waitingMessage(1))
      await storage.remove(idOf(1))
      await storage.remove(idOf(2))
      expect(await list()).toEqual([])
    })

    it('keeps accounts apart', async () => {
      await storage.put(waitingMessage(1, 'ada'))
      await storage.put(waitingMessage(2, 'bob'))
      expect(await list(storage, ADA.id)).toEqual(['message 1'])
      expect(await list(storage, BOB.id)).toEqual(['message 2'])
    })

    it('works on after it was closed', async () => {
      await storage.put(waitingMessage(1))
      await storage.close()
      await storage.put(waitingMessage(2))
      expect(await list()).toEqual(['message 1', 'message 2'])
    })

    if (!reopen) return

    it('has everything at the next visit', async () => {
      for (const number of [2, 1, 3]) await storage.put(waitingMessage(number))
      await storage.remove(idOf(1))
      await storage.close()
      const next = reopen()
      expect(await list(next)).toEqual(['message 2', 'message 3'])
      await next.close()
    })
  })
}

/** What every cache must do. */
export function cacheRules(name: string, create: () => Promise<ClientCache>): void {
  describe(name, () => {
    const general = RoomId.parse('general')
    let cache: ClientCache
    const personal = { from: 0, to: 3, head: 3, saved: [] }
    const changed = (...messages: RoomChanges['messages']) => ({
      roomId: general,
      from: 8,
      to: 9,
      head: 9,
      messages,
    })

    beforeEach(async () => {
      cache = await create()
    })

    it('knows who was there last, with rooms and people', async () => {
      await cache.saveAccount(BOB, { rooms: [] })
      await cache.saveAccount(ADA, { rooms: [sampleSummary('general')], personal })
      await cache.saveUsers(ADA.id, [ADA, BOB])
      expect(await cache.lastAccount()).toBe('ada')
      const cached = { me: ADA, rooms: [sampleSummary('general')], personal, users: [ADA, BOB] }
      expect(await cache.loadAccount(ADA.id)).toEqual(cached)
      expect(await cache.loadAccount(BOB.id)).toMatchObject({ users: [] })
    })

    it('never goes back to an older state of a room, which another tab may write late', async () => {
      await cache.saveRoom(ADA.id, cachedRoom(7))
      await cache.saveRoom(ADA.id, cachedRoom(5))
      expect(await cache.loadRoom(ADA.id, general)).toEqual(cachedRoom(7))
      await cache.saveRoom(ADA.id, cachedRoom(8))
      expect(await cache.loadRoom(ADA.id, general)).toEqual(cachedRoom(8))
    })

    it('has nothing of a message that was deleted, and brings none back that it does not have', async () => {
      await cache.saveRoom(ADA.id, cachedRoom(7))
      const tombstone = { ...sampleMessage(7, ''), deletedAt: 9 }
      await cache.replaceMessages(ADA.id, changed({ ...sampleMessage(3, ''), deletedAt: 9 }, tombstone))
      expect(await cache.loadRoom(ADA.id, general)).toEqual({ ...cachedRoom(7), messages: [tombstone] })
      await cache.replaceMessages(BOB.id, changed(tombstone))
      expect(await cache.loadRoom(BOB.id, general)).toBeUndefined()
    })

    it('knows what one reacts with oneself, whatever others do to a message that names only some (S56)', async () => {
      const told = (...userIds: UserId[]) => {
        const reactions: Reaction[] = [{ emoji: '👍', userIds, count: 61 }]
        return { ...sampleMessage(7), editedAt: 8, reactions }
      }
      await cache.saveRoom(ADA.id, { ...cachedRoom(7), messages: [told(BOB.id, ADA.id)] })
      await cache.replaceMessages(ADA.id, changed(told(BOB.id)))
      expect(await cache.loadRoom(ADA.id, general)).toMatchObject({ cursor: 7, messages: [told(BOB.id, ADA.id)] })
      const reacted = [{ messageId: idOf(7), userId: ADA.id, emojis: [] }]
      await cache.replaceMessages(ADA.id, { ...changed(told(BOB.id)), reacted })
      expect(await cache.loadRoom(ADA.id, general)).toMatchObject({ cursor: 7, messages: [told(BOB.id)] })
    })

    it('begins anew with a room that was dropped', async () => {
      await cache.saveRoom(ADA.id, cachedRoom(7))
      await cache.dropRoom(ADA.id, general)
      await cache.saveRoom(ADA.id, cachedRoom(2))
      expect(await cache.loadRoom(ADA.id, general)).toEqual(cachedRoom(2))
    })

    it('keeps the rooms that somebody is in, and those of others', async () => {
      await cache.saveRoom(ADA.id, cachedRoom(1))
      await cache.saveRoom(ADA.id, cachedRoom(1, 'secret'))
      await cache.saveRoom(BOB.id, cachedRoom(1, 'secret'))
      await cache.keepRooms(ADA.id, [general])
      expect(await cache.loadRoom(ADA.id, general)).toBeDefined()
      expect(await cache.loadRoom(ADA.id, RoomId.parse('secret'))).toBeUndefined()
      expect(await cache.loadRoom(BOB.id, RoomId.parse('secret'))).toBeDefined()
    })

    it('forgets an account and no other', async () => {
      for (const user of [BOB, ADA]) {
        await cache.saveAccount(user, { rooms: [] })
        await cache.saveUsers(user.id, [user])
        await cache.saveRoom(user.id, cachedRoom(1))
      }
      await cache.forgetAccount(ADA.id)
      expect(await cache.lastAccount()).toBeUndefined()
      expect(await cache.loadAccount(ADA.id)).toBeUndefined()
      expect(await cache.loadRoom(ADA.id, general)).toBeUndefined()
      expect(await cache.loadAccount(BOB.id)).toMatchObject({ users: [BOB] })
      expect(await cache.loadRoom(BOB.id, general)).toBeDefined()
    })
  })
}
