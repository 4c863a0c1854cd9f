import type { Locator } from '@playwright/test'
import { openAccountMenu } from './fixtures/account-actions.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { violations } from './fixtures/page-parts.ts'
import { createRoom, roomLink } from './fixtures/room-actions.ts'

/** A message of so many numbered lines of code. */
const longCode = (word: string) => {
  const lines = Array.from({ length: 150 }, (_, index) => `${word}-${index + 1};`)
  return `\`\`\`\n${lines.join('\n')}\n\`\`\``
}

const codeIn = (message: Locator) => ({
  block: message.getByRole('group', { name: 'Code' }),
  all: message.getByRole('button', { name: 'Show all 150 lines' }),
  fewer: message.getByRole('button', { name: 'Show fewer lines' }),
})

const heightOf = async (thing: Locator) => (await thing.boundingBox())?.height ?? 0

async function goAwayAndBack(person: Person, elsewhere: string): Promise<void> {
  await createRoom(person, elsewhere)
  await roomLink(person, 'general').click()
}

test('of a long piece of code the first lines are shown; the others come where one is, and stay', async ({
  people,
  unique,
}) => {
  const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
  const word = unique('const')
  await bot.send(...Array.from({ length: 5 }, () => unique('before')), longCode(word))
  const { block, all, fewer } = codeIn(ada.room.message(word))
  await expect(all).toBeInViewport()
  const top = async () => Math.round((await block.boundingBox())?.y ?? 0)
  const folded = await heightOf(block)
  expect(await violations(ada.page)).toEqual([])

  const [before, moves] = [await top(), await everyPlaceOf(block)]
  await all.press('Enter')
  await expect(fewer).toBeFocused()
  // What it is called says so already.
  await expect(fewer).not.toHaveAttribute('aria-expanded')
  expect(await heightOf(block)).toBeGreaterThan(folded * 3)
  await expect(ada.page.getByRole('button', { name: 'Jump to present' })).toBeVisible()
  expect(await top()).toBe(before)
  // Nor did anybody see it elsewhere for a moment.
  expect((await moves.jsonValue()).filter((place) => Math.abs(place - before) > 1)).toEqual([])

  await goAwayAndBack(ada, unique('Elsewhere'))
  await expect(fewer).toBeAttached()
  await fewer.click()
  await expect(all).toBeInViewport()
  expect(await heightOf(block)).toBe(folded)
})

for (const scrolls of ['at once', 'in the next frame'] as const) {
  test(`the search of a browser that scrolls ${scrolls} leads to what is folded away`, async ({ people, unique }) => {
    const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
    const word = unique('const')
    await bot.send(...Array.from({ length: 5 }, () => unique('before')), longCode(word), unique('after'))
    const { block, all, fewer } = codeIn(ada.room.message(word))
    await expect(all).toBeInViewport()

    const found = await findAsBrowser(block, ada.room.timeline, `${word}-100;`, scrolls)
    await expect(fewer).toBeAttached()
    const { places, height, text } = await found.evaluate(({ still }) => still)
    for (const place of places) expect(Math.abs(place - height / 2)).toBeLessThanOrEqual(2)
    // Without the node the browser would forget what it has found.
    expect(text).toBe(`${word}-100;`)

    const unfolded = await heightOf(block)
    await fewer.click()
    await expect(all).toBeInViewport()
    await all.click()
    await expect(fewer).toBeAttached()
    // The lines stand as far apart, whoever has unfolded them.
    expect(unfolded).toBe(await heightOf(block))
  })
}

test('a browser that finds nothing in what is hidden folds code as well', async ({ people, unique }) => {
  const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
  await ada.page.addInitScript(() => {
    Reflect.deleteProperty(HTMLElement.prototype, 'onbeforematch')
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('[hidden="until-found"] { content-visibility: visible !important }')
    document.adoptedStyleSheets = [sheet]
  })
  await ada.page.reload()
  // Who is not there yet is led to what is new, and the button moves from under the mouse.
  await expect(ada.room.status).toHaveText('Connected')
  const word = unique('const')
  await bot.send(longCode(word))
  const { block, all, fewer } = codeIn(ada.room.message(word))
  await expect(all).toBeInViewport()
  const folded = await heightOf(block)
  await all.press('Enter')
  await expect(fewer).toBeAttached()
  expect(await heightOf(block)).toBeGreaterThan(folded * 3)
})

test('code is unfolded where somebody has done that, and for nobody who comes after them', async ({
  people,
  unique,
}) => {
  const [ada, bot] = [await people.join('Ada'), await people.bot('Scribe')]
  const [word, [one, other]] = [unique('const'), [unique('one'), unique('other')]]
  const code = longCode(word)
  await bot.send(`${one}\n${code}`, `${other}\n${code}`)
  const [here, there] = [codeIn(ada.room.message(one)), codeIn(ada.room.message(other))]
  await here.all.click()
  await expect(here.fewer).toBeAttached()
  await goAwayAndBack(ada, unique('Elsewhere'))
  await expect(there.all).toBeInViewport()
  await expect(here.fewer).toBeAttached()

  await openAccountMenu(ada.page, 'Sign out…')
  await ada.page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await ada.page.getByRole('textbox', { name: 'Your name' }).fill(unique('Eve'))
  await ada.page.keyboard.press('Enter')
  await expect(there.all).toBeInViewport()
  await expect(here.all).toBeAttached()
})

/** Where the upper edge of something is in every frame from now on. */
function everyPlaceOf(thing: Locator) {
  return thing.evaluateHandle((element) => {
    const places: number[] = []
    const look = () => {
      places.push(Math.round(element.getBoundingClientRect().top))
      if (places.length < 60) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    return places
  })
}

/**
 * Does what a browser does when it has found words in what is hidden until then, and brings them to the middle of the list.
 *
 * @returns their places in the frames that follow, below the top of the list, and what the range of them holds then
 */
async function findAsBrowser(
  block: Locator,
  timeline: Locator,
  words: string,
  scrolls: 'at once' | 'in the next frame',
) {
  const list = await timeline.elementHandle()
  return block.evaluateHandle(
    (element, { list, words, scrolls }) => {
      const hidden = element.querySelector('[hidden=until-found]')
      const text = hidden?.querySelector('code')?.firstChild
      if (!list || !hidden || !text) throw new Error('Nothing is hidden there')
      const range = new Range()
      const start = text.textContent?.indexOf(words) ?? -1
      range.setStart(text, start)
      range.setEnd(text, start + words.length)
      const { top, height } = list.getBoundingClientRect()
      const place = () => range.getBoundingClientRect().top - top
      const nextFrame = () => new Promise(requestAnimationFrame)
      const bring = () => list.scrollBy(0, place() - height / 2)

      const next = nextFrame()
      hidden.dispatchEvent(new Event('beforematch', { bubbles: true }))
      hidden.removeAttribute('hidden')
      if (scrolls === 'at once') bring()
      const follow = async () => {
        const places: number[] = []
        await next
        if (scrolls === 'in the next frame') bring()
        while (places.length < 60) {
          await nextFrame()
          places.push(place())
        }
        return { places, height, text: text.isConnected ? range.toString() : '' }
      }
      // In an object, so that it is waited for only later.
      return { still: follow() }
    },
    { list, words, scrolls },
  )
}
