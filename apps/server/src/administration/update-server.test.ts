import { getServerSettings, updateServer } from '@chat/protocol'
import { expect, test } from 'vitest'
import { joinAsOwner } from '../../test/make-owner.ts'
import { startServer } from '../../test/start-server.ts'

const joinAsGuest = async (url: string) => (await fetch(`${url}/api/auth/sign-in/anonymous`, { method: 'POST' })).status

test('guests are let in or not as the owner says, at once and after a restart, whatever the environment says', async () => {
  const server = await startServer({ config: { guests: true } })
  const owner = await joinAsOwner(server)
  expect(await owner.get(getServerSettings, {})).toMatchObject({ settings: { guests: true } })
  expect(await joinAsGuest(server.url)).toBe(200)

  expect(await owner.get(updateServer, { guests: false })).toMatchObject({ settings: { guests: false } })
  expect(await joinAsGuest(server.url)).toBe(403)
  expect(await owner.get(getServerSettings, {})).toMatchObject({ settings: { guests: false } })
  await server.stop()

  const next = await startServer({ storage: server.storage, config: { guests: true } })
  expect(await joinAsGuest(next.url)).toBe(403)
})

test('what nobody has changed is as the environment says, also when that changes', async () => {
  const server = await startServer({ config: { guests: true } })
  expect(await joinAsGuest(server.url)).toBe(200)
  await server.stop()
  const next = await startServer({ storage: server.storage, config: { guests: false } })
  expect(await joinAsGuest(next.url)).toBe(403)
})
