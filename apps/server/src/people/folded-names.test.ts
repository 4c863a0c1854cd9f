import { createRoom, foldName, listMembers, listRooms, listUsers } from '@chat/protocol'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { connected, runOnServer } from '../../test/postgres-server.ts'
import { startServer } from '../../test/start-server.ts'
import { createTestStorage } from '../../test/test-database.ts'

/** Latin, Greek, Cyrillic and Armenian. */
const LETTERS = Array.from({ length: 0x587 - 0x20 + 1 }, (_, index) => String.fromCodePoint(0x20 + index))

/** A database of a locale in which the small letter of I is another one. */
async function createTurkishDatabase(): Promise<string> {
  const name = `test_${uuidv7().replaceAll('-', '')}`
  const server = inject('postgresUrl')
  const locale = "locale_provider icu icu_locale 'tr-TR' locale 'C'"
  await runOnServer(server, `create database ${name} encoding 'UTF8' ${locale} template template0`)
  onTestFinished(() => runOnServer(server, `drop database ${name} with (force)`))
  return `${server}/${name}`
}

describe.runIf(process.env['TEST_DATABASE'] === 'postgres')('in a Turkish database', () => {
  test.for([
    ['which knows all letters by itself', undefined],
    [
      'of a PostgreSQL that knows letters by their locale alone',
      "delete from pg_collation where collname = 'pg_c_utf8'",
    ],
  ])('%s, people, members and rooms are found as everywhere (S46)', async ([, older]) => {
    const databaseUrl = await createTurkishDatabase()
    if (older !== undefined) await connected(databaseUrl, (client) => client.query(older))
    const { url, database } = await startServer({ storage: { ...(await createTestStorage()), databaseUrl } })
    const alice = await joinGeneral(url, { name: 'Alice' })
    for (const [name, query] of [
      ['ISIK', 'isik'],
      ['Işıl', 'ISIL'],
      ['İlker', 'ilker'],
      ['Straße', 'STRASSE'],
    ] as const) {
      const found = await joinGeneral(url, { name })
      await found.get(createRoom, { kind: 'public', name })
      expect((await alice.get(listUsers, { query })).users).toMatchObject([{ name }])
      expect((await alice.get(listMembers, { roomId: alice.roomId, query })).users).toMatchObject([{ name }])
      expect((await alice.get(listRooms, { query })).rooms).toMatchObject([{ name }])
    }
    const { rows } = await sql<{ name: string; folded: string }>`
      select name, folded_name(name) as folded from unnest(${LETTERS}::text[]) as name
    `.execute(database.read)
    expect(rows).toEqual(LETTERS.map((name) => ({ name, folded: foldName(name) })))
  })
})
