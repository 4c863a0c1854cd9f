import { UserId } from '@chat/protocol'
import { expect, test } from 'vitest'
import { createTestLog, post } from '../../test/test-log.ts'

/** So many people that each have said something, and more in a second than a log takes without gathering. */
async function setUpBusy(people: number) {
  const setting = createTestLog()
  const { log, groupSizes } = setting
  const ids = Array.from({ length: people }, (_, index) => UserId.parse(`person-${index}`))
  const all = () => ids.map((id) => log.append(post('hello', id)))
  const rounds = Math.ceil(120 / people)
  await Promise.all(Array.from({ length: rounds }, all).flat())
  const before = groupSizes().length
  const sizes = () => groupSizes().slice(before)
  return { ...setting, all, one: (id = ids[0]) => log.append(post('one', id)), sizes, size: rounds * people }
}

test('where several people write much, the next commit gathers for a few milliseconds, and no longer', async () => {
  const { one, clock, sizes } = await setUpBusy(3)
  const held = [one(), one()]
  await new Promise(setImmediate)
  clock.advance(7)
  held.push(one())
  await new Promise(setImmediate)
  expect(sizes()).toEqual([])
  clock.advance(1)
  await Promise.all(held)
  expect(sizes()).toEqual([3])
  // The last one began long enough ago.
  clock.advance(8)
  await one()
  await new Promise(setImmediate)
  expect(sizes()).toEqual([3, 1])
  // One was there before and one is there now, and two others may say something.
  const next = one()
  await new Promise(setImmediate)
  expect(sizes()).toEqual([3, 1])
  clock.advance(8)
  await next
  expect(sizes()).toEqual([3, 1, 1])
})

test('the fan-out hears for how long the changes were held', async () => {
  const { one, all, clock, waited } = await setUpBusy(120)
  const held = one()
  await new Promise(setImmediate)
  clock.advance(8)
  await held
  const early = one()
  await new Promise(setImmediate)
  clock.advance(3)
  await Promise.all([early, ...all()])
  await expect.poll(() => waited.slice(-2)).toEqual([8, 3])
  clock.advance(8)
  await one()
  await expect.poll(() => waited.at(-1)).toBe(0)
})

test('where several people write less than that, nobody waits', async () => {
  const { log, clock, groupSizes } = createTestLog()
  const names = ['alice', 'bob', 'carol'].map((name) => UserId.parse(name))
  for (let count = 1; count <= 300; count += 1) {
    log.append(post(`${count}`, names[count % 3]))
    await new Promise(setImmediate)
    expect(groupSizes()).toHaveLength(count)
    clock.advance(5)
  }
})

test('who alone writes much, one after another, waits for nobody', async () => {
  const { one, clock, sizes } = await setUpBusy(1)
  clock.advance(8)
  for (const ones of [[1], [1, 1], [1, 1, 1]]) {
    one()
    await expect.poll(sizes).toEqual(ones)
  }
})

test('who alone writes much, and many at a time, has as many in the next commit', async () => {
  const { one, sizes, size } = await setUpBusy(1)
  const some = Array.from({ length: size - 1 }, () => one())
  await new Promise(setImmediate)
  expect(sizes()).toEqual([])
  await Promise.all([...some, one()])
  expect(sizes()).toEqual([size])
})

test('nobody waits for longer than until all who write are there', async () => {
  const { log, clock, all, one, sizes } = await setUpBusy(120)
  await Promise.all(all())
  await Promise.all(all())
  expect(sizes()).toEqual([120, 120])
  const held = one()
  let idle = false
  const becomesIdle = log.idle().then(() => {
    idle = true
  })
  await new Promise(setImmediate)
  expect([sizes(), idle]).toEqual([[120, 120], false])
  clock.advance(8)
  await Promise.all([held, becomesIdle])
  const first = one()
  await new Promise(setImmediate)
  all()
  await expect.poll(sizes).toEqual([120, 120, 1, 121])
  await first
})

test('nobody is waited for where a commit is full', async () => {
  const { one, sizes } = await setUpBusy(120)
  await Promise.all(Array.from({ length: 500 }, () => one()))
  expect(sizes()).toEqual([500])
})

test('whoever waited while others were written waits for them to come back', async () => {
  const { one, clock, sizes, hold, release } = await setUpBusy(1)
  const sixty = () => Array.from({ length: 60 }, () => one())
  hold()
  const first = sixty()
  await new Promise(setImmediate)
  clock.advance(8)
  await expect.poll(sizes).toEqual([60])
  const second = sixty()
  release()
  await Promise.all(first)
  await new Promise(setImmediate)
  expect(sizes()).toEqual([60])
  await Promise.all([...second, ...sixty()])
  expect(sizes()).toEqual([60, 120])
})

test('nobody waits for somebody who has stopped writing', async () => {
  const { one, clock, sizes, size } = await setUpBusy(2)
  clock.advance(251)
  await Promise.all(Array.from({ length: size }, () => one()))
  clock.advance(8)
  for (const ones of [[1], [1, 1], [1, 1, 1]]) {
    one()
    await expect.poll(sizes).toEqual([size, ...ones])
  }
})

test('where waiting has brought nothing, nobody waits for a while', async () => {
  const { one, all, clock, sizes, size } = await setUpBusy(2)
  const oneAlone = async () => {
    const held = one()
    await new Promise(setImmediate)
    const before = sizes().length
    clock.advance(8)
    await held
    return sizes().length > before
  }
  expect([await oneAlone(), await oneAlone()]).toEqual([true, true])
  expect([await oneAlone(), await oneAlone()]).toEqual([false, false])
  clock.advance(1_001)
  await Promise.all(Array.from({ length: size / 2 }, all).flat())
  expect(await oneAlone()).toBe(true)
  // This time it brings something.
  const two = [one()]
  await new Promise(setImmediate)
  two.push(one())
  clock.advance(8)
  await Promise.all(two)
  expect([await oneAlone(), await oneAlone(), await oneAlone()]).toEqual([true, true, false])
})

test('where several people write much, a clock that is set back holds nobody for longer', async () => {
  const { one, clock, sizes, size } = await setUpBusy(2)
  clock.sleep(-3_600_000)
  const held = one()
  await new Promise(setImmediate)
  clock.advance(8)
  await held
  // Nor does anybody wait for the other, who has stopped writing.
  await Promise.all(Array.from({ length: size }, () => one()))
  clock.advance(8)
  one()
  await expect.poll(sizes).toEqual([1, size, 1])
  one()
  await expect.poll(sizes).toEqual([1, size, 1, 1])
})
