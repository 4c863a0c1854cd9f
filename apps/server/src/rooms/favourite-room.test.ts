import { createRoom, favouriteRoom, joinRoom, leaveRoom, syncSession } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const favourites = async (person: Person) =>
  (await person.get(syncSession, { cursors: {} })).rooms.flatMap(({ id, favourite }) => (favourite ? [id] : []))

test('a favourite is one on all devices of a person, after a new start too, and nobody elses', async () => {
  const { url, stop, storage } = await startServer()
  const laptop = await joinGeneral(url)
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const bob = await joinGeneral(url)
  const { roomId } = laptop
  expect(await laptop.get(favouriteRoom, { roomId, on: true })).toEqual({})
  await laptop.get(favouriteRoom, { roomId, on: true })
  await phone.hasReceived({ name: 'room:favourited', payload: { roomId, on: true } })
  expect(await favourites(phone)).toEqual([roomId])
  expect(await favourites(bob)).toEqual([])
  expect(bob.received.map(({ name }) => name)).not.toContain('room:favourited')
  await stop()

  const again = await startServer({ storage })
  const back = await joinGeneral(again.url, { credentials: laptop.credentials })
  expect(await favourites(back)).toEqual([roomId])
  await back.get(favouriteRoom, { roomId, on: false })
  expect(await favourites(back)).toEqual([])
})

test('what one is not in is no favourite, and what one left is none any more', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const { room } = await alice.get(createRoom, { kind: 'private', name: 'Secret' })
  for (const roomId of [room.id, uuidv7()]) {
    expect(await bob.ask(favouriteRoom, { roomId, on: true })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  }
  const { roomId } = bob
  await bob.get(favouriteRoom, { roomId, on: true })
  await bob.get(leaveRoom, { roomId })
  expect(await bob.ask(favouriteRoom, { roomId, on: true })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  await bob.get(joinRoom, { roomId })
  expect(await favourites(bob)).toEqual([])
})
