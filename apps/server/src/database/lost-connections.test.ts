import { sendMessage } from '@chat/protocol'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

test('losing every connection to PostgreSQL in mid-burst ends no process and doubles no message', async ({ skip }) => {
  const { url, storage, database } = await startServer()
  if (!storage.databaseUrl) skip()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const { roomId } = alice
  const ids = Array.from({ length: 300 }, () => uuidv7())
  const send = (id: string) => alice.ask(sendMessage, { id, roomId, text: id })
  const burst = Promise.all(ids.map(send))
  for (let round = 0; round < 5; round += 1) {
    // The one that asks goes as well, and fails for it.
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()`
      .execute(database.write)
      .catch(() => {})
  }
  await burst
  const seqs = await Promise.all(
    ids.map(async (id) => {
      await expect.poll(() => send(id), { interval: 20 }).toMatchObject({ ok: true, data: { duplicate: true } })
      return (await alice.get(sendMessage, { id, roomId, text: id })).seq
    }),
  )
  expect(new Set(seqs).size).toBe(ids.length)
  expect(Math.max(...seqs) - Math.min(...seqs)).toBe(ids.length - 1)
})
