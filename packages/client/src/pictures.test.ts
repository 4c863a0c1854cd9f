import { limits, User } from '@chat/protocol'
import { expect, it, vi } from 'vitest'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createFetchHttp } from './fetch-http.ts'
import type { Http } from './http.ts'
import { createPictures } from './pictures.ts'

const ADA = User.parse({ id: 'ada', name: 'Ada', avatarUrl: '/pictures/abc' })
const IMAGE = new Uint8Array([1, 2, 3])

function setUp(http: Http) {
  const clock = createVirtualClock()
  const learn = vi.fn()
  return { clock, learn, pictures: createPictures({ http, clock, learn }) }
}

it('goes to the server as it is, and is known at once', async () => {
  const fetch = vi.fn(async () => ({
    ok: true,
    status: 200,
    headers: { get: () => null },
    json: async () => ({ user: ADA }),
  }))
  const { pictures, learn } = setUp(createFetchHttp({ url: 'http://localhost:3000/', token: 'secret', fetch }))
  expect(await pictures.set(IMAGE)).toEqual(ADA)
  expect(fetch).toHaveBeenCalledWith('http://localhost:3000/api/picture', {
    method: 'PUT',
    headers: expect.objectContaining({ authorization: 'Bearer secret' }),
    body: IMAGE,
  })
  expect(learn).toHaveBeenCalledWith([ADA])
  await pictures.remove()
  expect(fetch).toHaveBeenLastCalledWith('http://localhost:3000/api/picture', {
    method: 'DELETE',
    headers: expect.objectContaining({ authorization: 'Bearer secret' }),
  })
})

it('that is too large is not even sent', async () => {
  const http = vi.fn<Http>()
  const { pictures } = setUp(http)
  await expect(pictures.set(new Uint8Array(limits.pictureBytes + 1))).rejects.toThrow(RangeError)
  expect(http).not.toHaveBeenCalled()
})

it('that the server does not take is refused in its words', async () => {
  const error = { code: 'UPLOAD_REJECTED', message: 'This picture cannot be read.' }
  const { pictures, learn } = setUp(async () => ({ ok: false, body: { error } }))
  await expect(pictures.set(IMAGE)).rejects.toMatchObject({ code: 'UPLOAD_REJECTED', body: error })
  expect(learn).not.toHaveBeenCalled()
})

it('has no answer where there is no network, another page answers, or nobody does', async () => {
  const offline = setUp(() => Promise.reject(new TypeError('fetch failed')))
  await expect(offline.pictures.set(IMAGE)).rejects.toMatchObject({ code: 'DISCONNECTED' })
  const elsewhere = setUp(async () => ({ ok: true, body: '<html>' }))
  await expect(elsewhere.pictures.remove()).rejects.toMatchObject({ code: 'UNREADABLE' })
  const silent = setUp(() => new Promise(() => {}))
  const refused = expect(silent.pictures.set(IMAGE)).rejects.toMatchObject({ code: 'TIMEOUT' })
  await silent.clock.advance(60_000)
  await refused
})
