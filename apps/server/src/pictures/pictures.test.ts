import { connect } from 'node:net'
import { getUsers, limits, sendMessage, UserId } from '@chat/protocol'
import { sql } from 'kysely'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { expect, onTestFinished, test, vi } from 'vitest'
import { signUp } from '../../test/browser.ts'
import { joinGeneral, signIn } from '../../test/connect-person.ts'
import { emptyPng, plainImage } from '../../test/images.ts'
import { bearer, putPicture, removePicture } from '../../test/picture-requests.ts'
import { startServer } from '../../test/start-server.ts'
import type { Database } from '../database/database.ts'
import { parseRateLimits } from '../gate/rate-limit-settings.ts'
import { replacePicture } from './pictures-store.ts'

/** What is shown of an image that somebody sends. */
async function shown(image: Uint8Array): Promise<Buffer> {
  const { url } = await startServer()
  const { body } = await putPicture(url, bearer(await signIn(url)), image)
  return Buffer.from(await (await fetch(`${url}${body.user.avatarUrl}`)).arrayBuffer())
}

async function colourAt(image: Buffer, left: number, top: number): Promise<number[]> {
  const pixel = await sharp(image).extract({ left, top, width: 1, height: 1 }).raw().toBuffer()
  return [...pixel].map((value) => Math.round(value / 51) * 51)
}

test('a picture is shown to everybody who shares a room, at once, as a square (S54)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const bob = await joinGeneral(url, { name: 'Bob' })
  const { userId } = alice.credentials
  const { status, body } = await putPicture(url, bearer(alice.credentials), await plainImage().jpeg().toBuffer())
  expect(status).toBe(200)
  const user = { id: userId, name: 'Alice', guest: true, avatarUrl: expect.stringMatching(/^\/pictures\/[\w-]{24}$/) }
  expect(body).toEqual({ user })
  await bob.hasReceived({ name: 'user:changed', payload: [body.user] })
  await alice.hasReceived({ name: 'user:changed', payload: [body.user] })
  expect(await bob.get(getUsers, { ids: [userId] })).toEqual({ users: [body.user] })

  const picture = await fetch(`${url}${body.user.avatarUrl}`, { headers: { accept: 'text/html' } })
  expect(picture.status).toBe(200)
  expect(Object.fromEntries(picture.headers)).toMatchObject({
    'content-type': 'image/webp',
    'content-disposition': 'inline; filename="picture.webp"',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  })
  const image = Buffer.from(await picture.arrayBuffer())
  expect(await sharp(image).metadata()).toMatchObject({ format: 'webp', width: 256, height: 256 })
})

test.for(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)(
  'a picture may be %s, whatever it is called',
  async (format) => {
    const { url } = await startServer()
    const headers = { ...bearer(await signIn(url)), 'content-type': 'text/html' }
    const { status } = await putPicture(url, headers, await plainImage().toFormat(format).toBuffer())
    expect(status).toBe(200)
  },
)

test('nothing of a photo but its looks comes through: no place, no camera, and it stands upright (S54)', async () => {
  const halves = plainImage(200, 200, 'blue').composite([
    { input: await plainImage(100, 200).png().toBuffer(), left: 0, top: 0 },
  ])
  const photo = await halves
    .jpeg()
    .withExif({ IFD0: { Make: 'Secret Camera' }, IFD3: { GPSLatitude: '52/1 31/1 0/1', GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  expect(photo.toString('latin1')).toContain('Secret Camera')
  const image = await shown(photo)
  expect(image.toString('latin1')).not.toContain('Secret Camera')
  const { exif, icc, xmp, orientation } = await sharp(image).metadata()
  expect({ exif, icc, xmp, orientation }).toEqual({})
  // Turned to the right, what was on the left is above.
  expect(await colourAt(image, 128, 20)).toEqual([255, 0, 0])
  expect(await colourAt(image, 128, 236)).toEqual([0, 0, 255])
})

test('of what moves the first moment is shown, and what is transparent is white', async () => {
  const frames = await Promise.all(['red', 'blue'].map((colour) => plainImage(50, 50, colour).png().toBuffer()))
  const moving = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer()
  expect(await sharp(moving).metadata()).toMatchObject({ pages: 2 })
  const still = await shown(moving)
  expect((await sharp(still).metadata()).pages).toBeUndefined()
  expect(await colourAt(still, 128, 128)).toEqual([255, 0, 0])

  const clear = await plainImage(50, 50).joinChannel(Buffer.alloc(2_500), {
    raw: { width: 50, height: 50, channels: 1 },
  })
  expect(await colourAt(await shown(await clear.png().toBuffer()), 128, 128)).toEqual([255, 255, 255])
})

test('what hides behind a picture stays behind', async () => {
  const script = '<script>alert(1)</script>'
  const photo = await plainImage().jpeg().toBuffer()
  const image = await shown(Buffer.concat([photo, Buffer.from(script)]))
  expect(image.toString('latin1')).not.toContain('script')
})

const noise = Uint8Array.from({ length: 150_000 }, (_, index) => (index * index * 31) % 251)
const detailed = sharp(noise, { raw: { width: 250, height: 200, channels: 3 } })
const BAD: readonly (readonly [string, () => Uint8Array | Promise<Uint8Array>, string])[] = [
  ['nothing', () => new Uint8Array(), 'UNSUPPORTED_TYPE'],
  [
    'a drawing with a script',
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'),
    'UNSUPPORTED_TYPE',
  ],
  ['a page', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'UNSUPPORTED_TYPE'],
  ['a page that begins like a picture', () => Buffer.from('GIF89a/*<script>*/=alert(1)'), 'UNSUPPORTED_TYPE'],
  ['JSON', () => Buffer.from('{"__proto__": 1'), 'UNSUPPORTED_TYPE'],
  ['a TIFF file', () => plainImage().tiff().toBuffer(), 'UNSUPPORTED_TYPE'],
  ['a PDF file', () => Buffer.from('%PDF-1.7\n1 0 obj'), 'UNSUPPORTED_TYPE'],
  ['half a PNG file', async () => half(await detailed.png().toBuffer()), 'UPLOAD_REJECTED'],
  ['half a JPEG file', async () => half(await detailed.jpeg().toBuffer()), 'UPLOAD_REJECTED'],
  ['half a WebP file', async () => half(await detailed.webp().toBuffer()), 'UNSUPPORTED_TYPE'],
  ['half an AVIF file', async () => half(await detailed.avif().toBuffer()), 'UPLOAD_REJECTED'],
  ['a small file that would take gigabytes', () => emptyPng(50_000, 50_000), 'PAYLOAD_TOO_LARGE'],
  ['a PNG file with less in it than it says', () => emptyPng(4_900, 4_900), 'UPLOAD_REJECTED'],
  ['too many bytes', () => new Uint8Array(limits.pictureBytes + 1), 'PAYLOAD_TOO_LARGE'],
]
const half = (file: Buffer) => file.subarray(0, file.length / 2)

test.for(BAD)('%s is refused and changes nothing (S54)', async ([, image, code]) => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const { body: before } = await putPicture(url, bearer(alice.credentials), await plainImage().png().toBuffer())
  const refused = await putPicture(url, { ...bearer(alice.credentials), 'content-type': 'image/png' }, await image())
  expect(refused.body).toEqual({ error: { code, message: expect.any(String) } })
  expect(await alice.get(getUsers, { ids: [alice.credentials.userId] })).toEqual({ users: [before.user] })
  expect((await fetch(`${url}${before.user.avatarUrl}`)).status).toBe(200)
})

test('on a full disk a picture is refused for that, changes nothing, and keeps nobody else from writing (S6, S54)', async () => {
  const { url, database } = await startServer()
  const alice = await joinGeneral(url)
  const image = await detailed.png().toBuffer()
  const makeRoom = await fillDisk(database)
  const { status, headers, body } = await putPicture(url, bearer(alice.credentials), image)
  expect(body).toEqual({ error: { code: 'STORAGE_FULL', message: expect.any(String), retryAfterMs: 10_000 } })
  expect([status, headers.get('retry-after')]).toEqual([507, '10'])
  await makeRoom()
  const { users } = await alice.get(getUsers, { ids: [alice.credentials.userId] })
  expect(users[0]?.avatarUrl).toBeUndefined()
  expect((await putPicture(url, bearer(alice.credentials), image)).status).toBe(200)
})

/** Leaves no space for a picture, in each database's own way, until what it returns is called. */
async function fillDisk({ dialect, write }: Database): Promise<() => Promise<unknown>> {
  if (dialect === 'sqlite') {
    await sql`pragma max_page_count = 1`.execute(write)
    return () => sql`pragma max_page_count = 1000000`.execute(write)
  }
  await sql`create function fail() returns trigger language plpgsql as
    $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$`.execute(write)
  await sql`create trigger full_disk before insert on pictures execute function fail()`.execute(write)
  return () => sql`drop trigger full_disk on pictures`.execute(write)
}

test('a picture that is replaced or removed is nowhere any more (S54)', async () => {
  const { url, database } = await startServer()
  const alice = await joinGeneral(url)
  const bob = await joinGeneral(url)
  const headers = bearer(alice.credentials)
  const statusOf = async (address: string) => (await fetch(`${url}${address}`)).status
  const first = (await putPicture(url, headers, await plainImage().png().toBuffer())).body.user
  const second = (await putPicture(url, headers, await plainImage().png().toBuffer())).body.user
  expect(second.avatarUrl).not.toBe(first.avatarUrl)
  expect(await statusOf(first.avatarUrl)).toBe(404)
  expect(await statusOf(second.avatarUrl)).toBe(200)

  const { avatarUrl: _, ...without } = second
  expect((await removePicture(url, headers)).body).toEqual({ user: without })
  await bob.hasReceived({ name: 'user:changed', payload: [without] })
  expect(await statusOf(second.avatarUrl)).toBe(404)
  expect((await removePicture(url, headers)).body).toEqual({ user: without })
  expect(await database.read.selectFrom('pictures').select('name').execute()).toEqual([])
})

test('who deletes their account leaves no picture behind, not even one that was on its way (S40, S54)', async () => {
  const { url, database } = await startServer()
  const ann = await signUp(url, 'ann@example.org')
  const userId = UserId.parse((await ann.get('/get-session')).body.user.id)
  const cookie = [...ann.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const { body } = await putPicture(url, { cookie, origin: url }, await plainImage().png().toBuffer())
  expect((await ann.post('/delete-account', { password: 'correct horse battery' })).status).toBe(200)
  expect((await fetch(`${url}${body.user.avatarUrl}`)).status).toBe(404)
  const late = await database.write
    .transaction()
    .execute((transaction) => replacePicture(transaction, userId, { name: 'late', image: new Uint8Array([1]) }))
  expect(late).toBeUndefined()
  expect(await database.read.selectFrom('pictures').select('name').execute()).toEqual([])
})

test('nobody else sets a picture: no other site, nobody whose session has ended, nobody at all', async () => {
  const { url } = await startServer()
  const { token, cookie } = await signIn(url)
  const image = await plainImage().png().toBuffer()
  const refusals = [
    [{}, 'AUTH_REQUIRED'],
    [{ cookie: 'chat.session=made.up' }, 'AUTH_EXPIRED'],
    [{ authorization: 'Bearer made.up' }, 'AUTH_EXPIRED'],
    [{ authorization: 'Bearer made.up', cookie }, 'AUTH_EXPIRED'],
    [{ cookie, origin: 'https://evil.example' }, 'ORIGIN_REJECTED'],
    [{ cookie, 'sec-fetch-site': 'cross-site' }, 'ORIGIN_REJECTED'],
    [{ authorization: `Bearer ${token}`, origin: 'null' }, 'ORIGIN_REJECTED'],
  ] as const
  for (const [headers, code] of refusals) {
    expect((await putPicture(url, headers, image)).body, code).toMatchObject({ error: { code } })
    expect((await removePicture(url, headers)).body, code).toMatchObject({ error: { code } })
  }
  expect((await putPicture(url, { cookie, origin: url }, image)).status).toBe(200)
  // The password of a proxy in front is no token.
  const proxied = { cookie, origin: url, authorization: 'Basic Zm9vOmJhcg==' }
  expect((await putPicture(url, proxied, image)).status).toBe(200)
  for (const method of ['POST', 'PATCH', 'GET']) {
    const { status } = await fetch(`${url}/api/picture`, { method, headers: { cookie, origin: url } })
    expect(status, method).toBe(404)
  }
})

test('pictures that nobody has are not found, whatever they are called', async () => {
  const { url } = await startServer()
  for (const name of ['x', 'x'.repeat(24), '..%2f..%2fetc%2fpasswd', '%00', "';--", 'x'.repeat(200)]) {
    const response = await fetch(`${url}/pictures/${name}`, { headers: { accept: 'text/html' } })
    expect(response.status, name).toBe(404)
    expect(response.headers.get('cache-control')).toBe('no-store')
  }
})

test('a person changes their picture so often and no more', async () => {
  const { url } = await startServer({ config: { rateLimits: parseRateLimits('picture=2/60') } })
  const [alice, bob] = [bearer(await signIn(url)), bearer(await signIn(url))]
  const image = await plainImage().png().toBuffer()
  expect((await putPicture(url, alice, image)).status).toBe(200)
  expect((await removePicture(url, alice)).status).toBe(200)
  const { status, headers, body } = await putPicture(url, alice, image)
  expect(status).toBe(429)
  expect(body).toMatchObject({ error: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) } })
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await putPicture(url, bob, image)).status).toBe(200)
})

test('uploads that do not end keep no one from writing, and their places are free again', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const { hostname, port } = new URL(url)
  const headers = bearer(alice.credentials)
  const image = await plainImage().png().toBuffer()
  const begin = () => {
    const socket = connect(Number(port), hostname)
    onTestFinished(() => void socket.destroy())
    socket.on('error', () => {})
    socket.write(
      `PUT /api/picture HTTP/1.1\r\nHost: chat\r\nAuthorization: ${headers['authorization']}\r\nContent-Length: 9\r\n\r\nx`,
    )
    return socket
  }
  const stuck = Array.from({ length: 24 }, begin)
  const status = async () => (await putPicture(url, headers, image)).status
  await vi.waitFor(
    async () => {
      const answer = await status()
      // One of them came while this had the last place. The next one comes while nothing else does.
      if (answer === 200) stuck.push(begin())
      expect(answer).toBe(503)
    },
    { timeout: 30_000 },
  )
  expect(await alice.ask(sendMessage, { id: uuidv7(), roomId: alice.roomId, text: 'hello' })).toMatchObject({
    ok: true,
  })
  for (const socket of stuck) socket.destroy()
  await vi.waitFor(async () => expect(await status()).toBe(200), { timeout: 30_000 })
})
