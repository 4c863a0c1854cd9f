import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { silentLogger } from '../../test/silent-logger.ts'
import { openTestDatabase } from '../../test/test-database.ts'
import { systemClock } from '../clock.ts'
import { createRoomLog } from '../log/room-log.ts'
import { joinDefaultRoom, seedRooms } from './default-rooms.ts'

async function setUp() {
  const database = await openTestDatabase()
  const log = createRoomLog({
    commit: database.commit,
    onCommitted: () => {},
    clock: systemClock,
    logger: silentLogger,
  })
  const roomId = await seedRooms(database, Date.now())
  const userId = await addPerson(database, 'Alice')
  const memberships = () => database.read.selectFrom('members').select(['joined_seq', 'left_seq']).execute()
  return { database, log, roomId, userId, memberships }
}

test('general is made once, however often the server starts', async () => {
  const { database, roomId } = await setUp()
  expect(await seedRooms(database, Date.now())).toBe(roomId)
  expect(await database.read.selectFrom('rooms').select('slug').execute()).toEqual([{ slug: 'general' }])
})

test('somebody who was cut off before they were in general joins it the next time', async () => {
  const { database, log, roomId, userId, memberships } = await setUp()
  await joinDefaultRoom(database, log, roomId, userId)
  await joinDefaultRoom(database, log, roomId, userId)
  expect(await memberships()).toEqual([{ joined_seq: 1, left_seq: null }])
})

test('somebody who has left general stays out', async () => {
  const { database, log, roomId, userId, memberships } = await setUp()
  await joinDefaultRoom(database, log, roomId, userId)
  await database.write.updateTable('members').set({ left_seq: 2 }).execute()
  await joinDefaultRoom(database, log, roomId, userId)
  expect(await memberships()).toEqual([{ joined_seq: 1, left_seq: 2 }])
})
