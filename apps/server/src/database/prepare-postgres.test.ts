import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { runOnServer } from '../../test/postgres-server.ts'
import { silentLogger } from '../../test/silent-logger.ts'
import { createTestStorage } from '../../test/test-database.ts'
import { ConfigError } from '../config.ts'
import { openDatabase } from './open-database.ts'
import { findProblem } from './prepare-postgres.ts'

const open = (databaseUrl: string) => openDatabase({ dataDir: '', databaseUrl, logger: silentLogger })

/** Something that is at the other end in place of PostgreSQL. */
async function startPretender(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => answer(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  return `postgres://chat:hidden@127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/chat`
}

function refusal(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`)
  const header = Buffer.from('E\0\0\0\0')
  header.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([header, fields])
}

test('a PostgreSQL is refused in words that is too old', () => {
  expect(findProblem({ version: 120_022, encoding: 'UTF8' })).toBe('is of PostgreSQL 12, and Chat needs 13 or newer.')
  expect(findProblem({ version: 130_000, encoding: 'UTF8' })).toBeUndefined()
})

describe.runIf(process.env['TEST_DATABASE'] === 'postgres')('a PostgreSQL database', () => {
  test('that has another encoding than UTF8 is refused in words', async () => {
    const name = `test_${uuidv7().replaceAll('-', '')}`
    const server = inject('postgresUrl')
    await runOnServer(server, `create database ${name} encoding 'SQL_ASCII' locale 'C' template template0`)
    onTestFinished(() => runOnServer(server, `drop database ${name} with (force)`))
    await expect(open(`${server}/${name}`)).rejects.toThrow(
      /has the encoding SQL_ASCII, and Chat needs UTF8\. Make another one, with: create database .*'UTF8'/,
    )
  })

  test.for<[string, () => string | Promise<string>, RegExp]>([
    [
      'is not there',
      () => `${inject('postgresUrl')}/nowhere`,
      /says: database "nowhere" does not exist\. Make it, with/,
    ],
    [
      'has no TLS where the settings want it',
      () => `${inject('postgresUrl')}/postgres?sslmode=verify-full`,
      /cannot be reached: .* SSL connections\. Take sslmode out of DATABASE_URL\.$/,
    ],
    [
      'wants TLS',
      () => startPretender((socket) => socket.end(refusal('28000', 'no pg_hba.conf entry for "chat", no encryption'))),
      /says: .*no encryption\. .* add \?sslmode=verify-full to DATABASE_URL\.$/,
    ],
    [
      'wants another password',
      () => startPretender((socket) => socket.end(refusal('28P01', 'password authentication failed'))),
      /says: password authentication failed\. Set DATABASE_URL to postgres:\/\/user:password@/,
    ],
    ['hangs up', () => startPretender((socket) => socket.end()), /cannot be reached: Connection terminated/],
  ])('that %s is refused in words, without the password', async ([, urlOf, words]) => {
    const refused = await open(await urlOf()).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ConfigError)
    expect(String(refused)).toMatch(words)
    expect(String(refused)).not.toContain('hidden')
  })

  test('is brought up to date however long that takes', async () => {
    const { databaseUrl = '' } = await createTestStorage()
    const older = await open(databaseUrl)
    await older.write.schema.dropTable('blocks').execute()
    await sql`delete from kysely_migration where name = '0009_blocks'`.execute(older.write)
    await sql`create table limits_of_migrations (name text, setting text)`.execute(older.write)
    await sql`create function note_limits() returns event_trigger language plpgsql as $$ begin
      insert into limits_of_migrations select name, setting from pg_settings where name like '%\_timeout';
    end $$`.execute(older.write)
    await sql`create event trigger note_limits on ddl_command_end execute function note_limits()`.execute(older.write)
    await older.close()

    const database = await open(databaseUrl)
    onTestFinished(() => database.close())
    const { rows } = await sql<{ name: string; setting: string }>`
      select distinct name, setting from limits_of_migrations
      where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by name
    `.execute(database.read)
    expect(rows).toEqual([
      { name: 'idle_in_transaction_session_timeout', setting: '0' },
      { name: 'lock_timeout', setting: '0' },
      { name: 'statement_timeout', setting: '0' },
    ])
  })
})
