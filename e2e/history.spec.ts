import { isDeepStrictEqual } from 'node:util'
import { expect, type Person, test } from './fixtures/chat-test.ts'

const COUNT = 300

test('older messages come when one scrolls up, all of them, and nothing jumps', async ({ people, unique }) => {
  const word = unique('entry')
  const bot = await people.bot('Scribe')
  await bot.send(...Array.from({ length: COUNT }, (_, index) => `${word} #${index + 1}.`))
  const ada = await people.join('Ada')
  await expect(ada.room.message(`${word} #${COUNT}.`)).toBeInViewport()

  const seen = new Set((await positions(ada, word)).keys())
  await ada.room.timeline.hover()
  while (!seen.has(1)) {
    const before = await positions(ada, word)
    await ada.page.mouse.wheel(0, -200)
    const after = await positions(ada, word)
    for (const number of after.keys()) seen.add(number)
    // What was on the screen moves down by what was scrolled, whatever was put above it meanwhile.
    const moves = [...before].flatMap(([number, y]) => (after.has(number) ? [(after.get(number) ?? 0) - y] : []))
    expect(moves.length).toBeGreaterThan(0)
    expect(Math.min(...moves)).toBeGreaterThanOrEqual(-2)
    expect(Math.max(...moves)).toBeLessThan(500)
  }
  expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, index) => index + 1))
})

test('a message of somebody else does not pull away what one is reading', async ({ people, unique }) => {
  const bot = await people.bot('Scribe')
  const word = unique('page')
  await bot.send(...Array.from({ length: 80 }, (_, index) => `${word} #${index + 1}.`))
  const ada = await people.join('Ada')
  await expect(ada.room.message(`${word} #80.`)).toBeInViewport()
  await ada.room.timeline.hover()
  await ada.page.mouse.wheel(0, -1_000)
  await expect(ada.room.message(`${word} #80.`)).not.toBeInViewport()
  const before = await positionsAtRest(ada, word)
  const numbers = [...before.keys()]
  const reading = numbers[Math.floor(numbers.length / 2)] ?? 0

  const text = unique('news')
  await bot.send(text)
  await expect(ada.page.getByRole('button', { name: '1 new message' })).toBeVisible()
  await expect(ada.room.message(text)).not.toBeInViewport()
  expect((await positionsAtRest(ada, word)).get(reading)).toBe(before.get(reading))
})

/** Where they stand once nothing moves any more. */
async function positionsAtRest(person: Person, word: string): Promise<Map<number, number>> {
  let latest = new Map<number, number>()
  let still = 0
  // A busy machine draws nothing for a while in the middle of a movement.
  await expect
    .poll(async () => {
      const before = latest
      latest = await positions(person, word)
      still = isDeepStrictEqual(before, latest) ? still + 1 : 0
      return still
    })
    .toBeGreaterThanOrEqual(3)
  return latest
}

/** Where each numbered message stands on the screen. */
async function positions(person: Person, word: string): Promise<Map<number, number>> {
  const entries = await person.room.message(word).evaluateAll((elements) => {
    const view = elements[0]?.closest('[role="log"]')?.getBoundingClientRect()
    return elements.flatMap((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      const number = Number(/#(\d+)[.]/.exec(element.textContent ?? '')?.[1])
      const isInside = view !== undefined && bottom > view.top && top < view.bottom
      return isInside ? [[number, top] as const] : []
    })
  })
  return new Map(entries)
}
