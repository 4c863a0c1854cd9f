import { getRoomHistory, listMembers } from '@chat/protocol'
import type { KyselyPlugin } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { openTestDatabase } from '../../test/test-database.ts'
import type { Change } from '../log/change.ts'
import { seedRooms } from './default-rooms.ts'
import { handleGetRoomHistory } from './get-room-history.ts'
import { handleListMembers } from './list-members.ts'

/** Does something between the first query and the next: there the reader has been found to be a member. */
function afterFirstQuery(work: () => Promise<unknown>): KyselyPlugin {
  let done = false
  return {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (done) return result
      done = true
      await work()
      return result
    },
  }
}

test.for([getRoomHistory, listMembers])(
  '$name tells nothing to whoever is removed while it reads (S28)',
  async ({ name }) => {
    const database = await openTestDatabase()
    const roomId = await seedRooms(database, Date.now())
    const [owner, reader, late] = [
      await addPerson(database, 'Owner'),
      await addPerson(database, 'Reader'),
      await addPerson(database, 'Late'),
    ]
    const join = (userId: typeof owner, role: 'owner' | 'member'): Change => {
      return { kind: 'member.joined', roomId, actorId: userId, userId, role }
    }
    await database.commit([join(owner, 'owner'), join(reader, 'member')])
    const removed = () =>
      database.commit([{ kind: 'member.left', roomId, actorId: owner, userId: reader }, join(late, 'member')])
    const read = (during: () => Promise<unknown>) => {
      const call = {
        input: { roomId },
        actor: { userId: reader, sessionId: uuidv7() },
        database: { read: database.read.withPlugin(afterFirstQuery(during)) },
        receipts: { between: () => true },
      } as never
      return name === listMembers.name ? handleListMembers(call) : handleGetRoomHistory(call)
    }
    expect(Object.keys(await read(async () => {}))).toContain('users')
    await expect(read(removed)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  },
)
