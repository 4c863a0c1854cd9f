import { getUsers } from '@chat/protocol'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { createFakeClock } from '../../test/fake-clock.ts'
import { startServer } from '../../test/start-server.ts'

const MINUTE = 60 * 1_000
const DAY = 24 * 60 * 60 * 1_000

test('a connection ends when its session runs out (S25)', async () => {
  const clock = createFakeClock(Date.now())
  const { url } = await startServer({ clock })
  const alice = await joinGeneral(url)
  clock.sleep(29 * DAY)
  clock.advance(MINUTE)
  expect(await alice.ask(getUsers, { ids: [alice.credentials.userId] })).toMatchObject({ ok: true })
  clock.sleep(2 * DAY)
  clock.advance(MINUTE)
  await alice.hasReceived({ name: 'session:ended' })
  await expect.poll(() => alice.socket.connected).toBe(false)
})

test('a connection outlives the end that its session had at first, if the session was used elsewhere since', async () => {
  const clock = createFakeClock(Date.now())
  const { url, database } = await startServer({ clock })
  const alice = await joinGeneral(url)
  const renewed = new Date(Date.now() + 60 * DAY).toISOString()
  await database.write.updateTable('sessions').set({ expires_at: renewed }).execute()
  clock.sleep(31 * DAY)
  clock.advance(MINUTE)
  const bob = await joinGeneral(url)
  await bob.get(getUsers, { ids: [bob.credentials.userId] })
  expect(await alice.ask(getUsers, { ids: [alice.credentials.userId] })).toMatchObject({ ok: true })
  clock.sleep(30 * DAY)
  clock.advance(MINUTE)
  await alice.hasReceived({ name: 'session:ended' })
})
