import { MessageId, RoomId, UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { createFakeClock } from '../../test/fake-clock.ts'
import { silentLogger } from '../../test/silent-logger.ts'
import type { Change, Outcome } from './change.ts'
import { createRoomLog } from './room-log.ts'

const post = (text: string): Change => ({
  kind: 'message.posted',
  roomId: RoomId.parse('general'),
  actorId: UserId.parse('alice'),
  messageId: MessageId.parse(uuidv7()),
  text,
})

/** A log over a database that commits when the test says so. */
function setUp(decide: (change: Change) => Outcome | Error = () => ({ status: 'applied', seq: 1, at: 0, state: {} })) {
  const groups: Change[][] = []
  const told: string[] = []
  const clock = createFakeClock()
  let release = Promise.withResolvers<void>()
  release.resolve()
  const log = createRoomLog({
    async commit(changes) {
      groups.push([...changes])
      await release.promise
      return changes.map((change) => {
        const outcome = decide(change)
        if (outcome instanceof Error) throw outcome
        return outcome
      })
    },
    onCommitted: (committed) => told.push(`fan-out of ${committed.length}`),
    clock,
    logger: silentLogger,
  })
  return {
    log,
    clock,
    told,
    groupSizes: () => groups.map((group) => group.length),
    hold: () => {
      release = Promise.withResolvers()
    },
    release: () => release.resolve(),
  }
}

test('what arrives in one turn, or while a commit is under way, shares the next commit', async () => {
  const { log, groupSizes, hold, release } = setUp()
  hold()
  const first = [log.append(post('1')), log.append(post('2'))]
  await expect.poll(groupSizes).toEqual([2])
  const second = [log.append(post('3')), log.append(post('4')), log.append(post('5'))]
  release()
  await Promise.all([...first, ...second])
  expect(groupSizes()).toEqual([2, 3])
})

test('where many write, the next commit gathers for a few milliseconds, and no longer', async () => {
  const { log, clock, groupSizes } = setUp()
  const many = (count: number) => Promise.all(Array.from({ length: count }, (_, index) => log.append(post(`${index}`))))
  await many(16)
  const held = [log.append(post('one')), log.append(post('two'))]
  await new Promise(setImmediate)
  clock.advance(5)
  held.push(log.append(post('three')))
  await new Promise(setImmediate)
  expect(groupSizes()).toEqual([16])
  clock.advance(1)
  await Promise.all(held)
  expect(groupSizes()).toEqual([16, 3])
  // Few wrote last, so the next one waits for nobody.
  await log.append(post('four'))
  expect(groupSizes()).toEqual([16, 3, 1])
  await many(15)
  await log.append(post('five'))
  expect(groupSizes()).toEqual([16, 3, 1, 15, 1])
})

test('where many write, nobody waits for longer than until those who had their answer are back', async () => {
  const { log, clock, groupSizes } = setUp()
  const some = () => Array.from({ length: 8 }, (_, index) => log.append(post(`${index}`)))
  await Promise.all([...some(), ...some()])
  for (let round = 0; round < 2; round += 1) {
    const first = some()
    await new Promise(setImmediate)
    await Promise.all([...first, ...some()])
  }
  expect(groupSizes()).toEqual([16, 16, 16])
  const held = log.append(post('one'))
  let idle = false
  const becomesIdle = log.idle().then(() => {
    idle = true
  })
  await new Promise(setImmediate)
  expect([groupSizes(), idle]).toEqual([[16, 16, 16], false])
  clock.advance(6)
  await Promise.all([held, becomesIdle])
  expect(groupSizes()).toEqual([16, 16, 16, 1])
})

test('where many write, a clock that is set back holds nobody for longer', async () => {
  const { log, clock, groupSizes } = setUp()
  await Promise.all(Array.from({ length: 16 }, (_, index) => log.append(post(`${index}`))))
  clock.sleep(-3_600_000)
  const held = log.append(post('one'))
  await new Promise(setImmediate)
  clock.advance(6)
  await held
  expect(groupSizes()).toEqual([16, 1])
})

test('the sender is answered before the fan-out begins', async () => {
  const { log, told } = setUp()
  await log.append(post('hello'))
  told.push('ack')
  await expect.poll(() => told).toEqual(['ack', 'fan-out of 1'])
})

test('a refusal is the sender’s alone and is not fanned out', async () => {
  const { log, told } = setUp((change) =>
    'text' in change && change.text === 'bad'
      ? { status: 'refused', code: 'NOT_FOUND', message: 'There is no such room.' }
      : { status: 'applied', seq: 1, at: 0, state: {} },
  )
  const [good, bad] = await Promise.allSettled([log.append(post('good')), log.append(post('bad'))])
  expect(good.status).toBe('fulfilled')
  expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND' } })
  await expect.poll(() => told).toEqual(['fan-out of 1'])
})

test('a change that breaks the transaction does not take its neighbours with it', async () => {
  const { log, groupSizes } = setUp((change) =>
    'text' in change && change.text === 'poison'
      ? Object.assign(new Error('broken'), { code: '22P05' })
      : { status: 'applied', seq: 1, at: 0, state: {} },
  )
  const results = await Promise.allSettled(['one', 'poison', 'two'].map((text) => log.append(post(text))))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(groupSizes()).toEqual([3, 1, 1, 1])
})

test('a full disk is said to be one, and later messages go through when there is space again', async () => {
  let full = true
  const { log } = setUp(() =>
    full
      ? Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
      : { status: 'applied', seq: 1, at: 0, state: {} },
  )
  await expect(log.append(post('one'))).rejects.toMatchObject({
    code: 'STORAGE_FULL',
    details: { retryAfterMs: 10_000 },
  })
  full = false
  await expect(log.append(post('two'))).resolves.toMatchObject({ status: 'applied' })
})

test('when too many are waiting the next is told to come later, instead of growing the queue', async () => {
  const { log, hold, release } = setUp()
  hold()
  const waiting = Array.from({ length: 2_000 }, (_, index) => log.append(post(String(index))))
  await expect(log.append(post('one more'))).rejects.toMatchObject({
    code: 'OVERLOADED',
    details: { retryAfterMs: 1_000 },
  })
  release()
  await Promise.all(waiting)
})

test('is idle once everything is written', async () => {
  const { log, hold, release } = setUp()
  await log.idle()
  hold()
  let idle = false
  const appended = log.append(post('hello'))
  const becomesIdle = log.idle().then(() => {
    idle = true
  })
  expect(idle).toBe(false)
  release()
  await appended
  await becomesIdle
  expect(idle).toBe(true)
})
