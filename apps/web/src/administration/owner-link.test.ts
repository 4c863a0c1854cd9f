import { expect, it } from 'vitest'
import { fakeStorage } from '../testing/fake-storage.ts'
import { createOwnerLink, ownerTokenIn } from './owner-link.ts'

it('takes the token from the address of the link, and from no other', () => {
  expect(ownerTokenIn({ pathname: '/owner', hash: '#abc' })).toBe('abc')
  expect(ownerTokenIn({ pathname: '/owner/', hash: '#abc' })).toBe('abc')
  for (const [pathname, hash] of [
    ['/', '#abc'],
    ['/owner', ''],
    ['/owner', '#'],
    ['/r/owner', '#abc'],
  ] as const) {
    expect(ownerTokenIn({ pathname, hash }), pathname + hash).toBeUndefined()
  }
})

it('is kept while somebody signs in, until it is used or set aside', () => {
  const storage = fakeStorage()
  createOwnerLink(storage, 'abc')
  const link = createOwnerLink(storage, undefined)
  expect(link.token.get()).toBe('abc')
  link.forget()
  expect(link.token.get()).toBeUndefined()
  expect(createOwnerLink(storage, undefined).token.get()).toBeUndefined()
})
