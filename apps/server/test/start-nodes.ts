import { startServer, type TestServer } from './start-server.ts'
import { createTestStorage } from './test-database.ts'

/** Some of them wait for what others have locked. */
const CONNECTIONS = 8

/** Starts two servers on one database. A file has only one at a time: there both are the same. */
export async function startNodes(): Promise<readonly [TestServer, TestServer]> {
  const storage = await createTestStorage(CONNECTIONS)
  const first = await startServer({ storage })
  return [first, storage.databaseUrl ? await startServer({ storage }) : first]
}
