import { getProfile, type Profile, User, updateUser } from '@chat/protocol'
import { expect, it } from 'vitest'
import { createProfiles } from './profiles.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'

const ADA = User.parse({ id: 'ada', name: 'Ada' })

function setUp() {
  const server: { profile: Profile | undefined } = { profile: { statusText: 'Fishing' } }
  const asked: string[] = []
  const ask = async (definition: { name: string }) => {
    asked.push(definition.name)
    if (!server.profile) throw new RequestError('DISCONNECTED', 'Not connected')
    return { user: ADA, profile: server.profile }
  }
  const profiles = createProfiles({ ask: ask as unknown as Ask, isReady: () => true, learn: () => {} })
  return { server, asked, profiles, settled: () => new Promise((resolve) => setImmediate(resolve)) }
}

it('is asked for once somebody looks, and again when it may have changed', async () => {
  const { server, asked, profiles, settled } = setUp()
  const store = profiles.of(ADA.id)
  profiles.changed([ADA])
  expect(asked).toEqual([])
  const leave = store.subscribe(() => {})
  await settled()
  expect(store.get()).toEqual({ statusText: 'Fishing' })
  server.profile = {}
  profiles.changed([ADA])
  await settled()
  expect(store.get()).toEqual({})
  leave()
  profiles.changed([ADA])
  profiles.resume()
  expect(asked).toEqual([getProfile.name, getProfile.name])
})

it('is asked for again on the next connection where there was no answer', async () => {
  const { server, profiles, settled } = setUp()
  server.profile = undefined
  const store = profiles.of(ADA.id)
  store.subscribe(() => {})
  await settled()
  expect(store.get()).toBeUndefined()
  server.profile = { timeZone: 'Asia/Tokyo' }
  profiles.resume()
  await settled()
  expect(store.get()).toEqual({ timeZone: 'Asia/Tokyo' })
})

it('refuses what the contract does not allow before it asks', async () => {
  const { asked, profiles } = setUp()
  await expect(profiles.update({ statusText: 'x'.repeat(101) })).rejects.toThrow(RangeError)
  expect(asked).toEqual([])
  await profiles.update({ statusText: 'Back' })
  expect(asked).toEqual([updateUser.name])
  expect(profiles.of(ADA.id).get()).toEqual({ statusText: 'Fishing' })
})
