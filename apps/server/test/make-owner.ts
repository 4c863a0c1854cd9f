import { claimServer, type ServerRole } from '@chat/protocol'
import { issueOwnerToken } from '../src/administration/owner-link.ts'
import { type ConnectOptions, joinGeneral, type Person } from './connect-person.ts'
import type { TestServer } from './start-server.ts'

/** Connects somebody who owns the server. */
export async function joinAsOwner(server: TestServer, options: ConnectOptions = {}) {
  const person = await joinGeneral(server.url, options)
  await person.get(claimServer, { token: await issueOwnerToken(server.database) })
  return person
}

/** Connects somebody with this role on the server. */
export async function joinAs(server: TestServer, serverRole: ServerRole, options: ConnectOptions = {}) {
  const person = await joinGeneral(server.url, options)
  await server.database.write
    .updateTable('users')
    .set({ server_role: serverRole })
    .where('id', '=', person.credentials.userId)
    .execute()
  return person
}

/** Makes somebody an owner of the rooms that they are in. */
export async function ownRooms({ database }: Pick<TestServer, 'database'>, person: Person): Promise<void> {
  await database.write
    .updateTable('members')
    .set({ role: 'owner' })
    .where('user_id', '=', person.credentials.userId)
    .execute()
}
