import { Writable } from 'node:stream'
import {
  createInvite,
  createRoom,
  editMessage,
  sendMessage,
  setDraft,
  setScheduled,
  updateRoom,
  updateUser,
} from '@chat/protocol'
import { type Kysely, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { openBrowser, PASSWORD, signUp } from '../test/browser.ts'
import { joinGeneral, type Person, refusedConnection } from '../test/connect-person.ts'
import { connectRaw } from '../test/raw-socket.ts'
import { startServer } from '../test/start-server.ts'
import { createLogger } from './logger.ts'

/** A logger that misses nothing, and what it has written. */
function recordEverything() {
  let log = ''
  const destination = new Writable({
    write(chunk, _encoding, written) {
      log += chunk
      written()
    },
  })
  return { logger: createLogger({ logLevel: 'trace' }, destination), read: () => log }
}

/** Signs in and out, writes and is called something wherever one can. @returns what lets others in */
async function writeEverywhere(url: string, alice: Person & { roomId: string }): Promise<string[]> {
  const ann = await signUp(url, 'canary@example.org')
  await openBrowser(url).post('/sign-in/email', { email: 'canary@example.org', password: 'canary-wrong' })
  await ann.post('/change-password', { currentPassword: PASSWORD, newPassword: 'canary-new-password' })
  const { roomId } = alice
  const id = uuidv7()
  await alice.get(updateUser, { statusText: 'canary status' })
  const { room } = await alice.get(createRoom, { kind: 'private', name: 'canary room' })
  await alice.get(updateRoom, { roomId: room.id, topic: 'canary topic' })
  const { token } = await alice.get(createInvite, { roomId: room.id })
  await alice.get(sendMessage, { id, roomId, text: 'canary text' })
  await alice.get(editMessage, { id, text: 'canary edit' })
  await alice.get(setDraft, { roomId, text: 'canary draft', version: 0 })
  await alice.get(setScheduled, { id: uuidv7(), roomId, text: 'canary later', sendAt: Date.now() + 3_600_000 })
  return [token, PASSWORD, ...ann.cookies.values()]
}

async function askWrongly(url: string, { credentials }: Person): Promise<void> {
  const raw = await connectRaw(url, credentials.token)
  await raw.emit('canary:event', '{"canary":1}')
  await raw.emit('message:send', '{"id":"canary","text":{"canary":1}}')
  raw.write('42["message:send",{"text":"canary"}]')
  raw.write('42["canary')
  await raw.closed
  await fetch(`${url}/api/auth/nothing?token=canary`, {
    headers: { authorization: 'Bearer canary', cookie: 'canary=1' },
  })
  await refusedConnection(url, { auth: { protocol: 1, token: 'canary-token' }, query: { token: 'canary' } })
}

/** From here on the database takes no row with a canary in it. SQLite knows no such change. */
async function refuseCanaries(database: Kysely<never>): Promise<void> {
  for (const [table, column] of [
    ['messages', 'text'],
    ['users', 'name'],
  ]) {
    const constraint = sql`check (${sql.ref(`${column}`)} not like '%canary%') not valid`
    await sql`alter table ${sql.table(`${table}`)} add constraint no_canaries ${constraint}`.execute(database)
  }
}

test('nothing that people write, are called or sign in with is ever in the log, whatever goes wrong', async () => {
  const { logger, read } = recordEverything()
  const { url, database, storage } = await startServer({ logger })
  const alice = await joinGeneral(url, { name: 'Canary' })
  const secrets = await writeEverywhere(url, alice)
  await askWrongly(url, alice)
  if (storage.databaseUrl) {
    await refuseCanaries(database.write.withTables<never>())
    const again = { id: uuidv7(), roomId: alice.roomId, text: 'canary again' }
    expect(await alice.ask(sendMessage, again)).toMatchObject({ error: { code: 'INTERNAL' } })
    expect(await alice.ask(updateUser, { name: 'canary again' })).toMatchObject({ error: { code: 'INTERNAL' } })
    expect(read()).toContain('no_canaries')
  }
  const { token, cookie } = alice.credentials
  for (const secret of [...secrets, token, token.split('.')[0] ?? '', cookie]) expect(read()).not.toContain(secret)
  expect(read().replaceAll('no_canaries', '')).not.toMatch(/canary/i)
})
