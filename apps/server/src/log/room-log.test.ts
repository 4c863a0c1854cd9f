import { expect, test } from 'vitest'
import { createTestLog, post } from '../../test/test-log.ts'

test('what arrives in one turn, or while a commit is under way, shares the next commit', async () => {
  const { log, groupSizes, hold, release } = createTestLog()
  hold()
  const first = [log.append(post('1')), log.append(post('2'))]
  await expect.poll(groupSizes).toEqual([2])
  const second = [log.append(post('3')), log.append(post('4')), log.append(post('5'))]
  release()
  await Promise.all([...first, ...second])
  expect(groupSizes()).toEqual([2, 3])
})

test('the sender is answered before the fan-out begins', async () => {
  const { log, told } = createTestLog()
  await log.append(post('hello'))
  told.push('ack')
  await expect.poll(() => told).toEqual(['ack', 'fan-out of 1'])
})

test('a refusal is the sender’s alone and is not fanned out', async () => {
  const { log, told } = createTestLog((change) =>
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
  const { log, groupSizes } = createTestLog((change) =>
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
  const { log } = createTestLog(() =>
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
  const { log, hold, release } = createTestLog()
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
  const { log, hold, release } = createTestLog()
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
