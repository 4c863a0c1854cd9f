import { limits } from '@chat/protocol'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures/chat-test.ts'
import { alone } from './fixtures/room-actions.ts'

test('two people see what the other writes at once, with names, their own set apart', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const question = unique('Is anybody here?')
  const answer = unique('I am.')

  await ada.room.say(question)
  await expect(bert.room.message(question)).toBeVisible()
  await bert.room.say(answer)
  await expect(ada.room.message(answer)).toBeVisible()

  await expect(ada.room.message(answer)).toHaveAccessibleName(new RegExp(`^${bert.name}`))
  await expect(bert.room.message(question)).toHaveAccessibleName(new RegExp(`^${ada.name}`))
  await expect(ada.room.message(question)).toHaveAttribute('data-own', 'true')
  await expect(ada.room.message(answer)).not.toHaveAttribute('data-own', 'true')
  await expect(bert.room.message(answer)).toHaveAttribute('data-own', 'true')
})

test('what one writes is sent as it stands, and nothing is sent that is not a message', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  await test.step('a message carries the time at which it was sent', async () => {
    const text = unique('on time')
    await ada.room.say(text)
    await expect(ada.room.message(text).locator('time')).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT/)
  })

  await test.step('Shift+Enter breaks the line, Enter sends', async () => {
    const [first, second] = [unique('first line'), unique('second line')]
    await ada.room.composer.pressSequentially(first)
    await ada.room.composer.press('Shift+Enter')
    await ada.room.composer.pressSequentially(second)
    await expect(ada.room.composer).toHaveValue(`${first}\n${second}`)
    await ada.room.composer.press('Enter')
    await expect(ada.room.composer).toHaveValue('')
    await expect(ada.room.message(first)).toContainText(`${first}\n${second}`, { useInnerText: true })
  })

  await test.step('Enter sends nothing where there is nothing to send', async () => {
    const before = unique('before')
    await ada.room.say(before)
    await ada.room.say('  ')
    const after = unique('after')
    await ada.room.say(after)
    await expect(ada.room.message(after)).toBeVisible()
    const texts = (await (await people.bot('Reader')).history()).map(({ text }) => text)
    expect(texts.slice(texts.indexOf(before))).toEqual([before, after])
  })

  await test.step('a file that somebody lets go of over a conversation does not take its place', async () => {
    const opened = await ada.room.timeline.evaluate((timeline) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['x'], 'notes.txt', { type: 'text/plain' }))
      const drag = { dataTransfer, bubbles: true, cancelable: true }
      return ['dragover', 'drop'].filter((name) => timeline.dispatchEvent(new DragEvent(name, drag)))
    })
    expect(opened).toEqual([])
  })
})

/** A browser whose fields do not grow by themselves. */
async function withFixedFields(page: Page): Promise<void> {
  await page.addInitScript(() => {
    CSS.supports = (property) => property !== 'field-sizing'
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('textarea { field-sizing: fixed !important }')
    document.adoptedStyleSheets.push(sheet)
  })
  await page.reload()
}

for (const browser of ['any browser', 'one whose fields do not grow by themselves']) {
  test(`however many lines one writes in ${browser}, the newest message stays above them`, async ({
    people,
    unique,
  }) => {
    const ada = await alone(await people.join('Ada'), unique('Poems'))
    if (browser !== 'any browser') await withFixedFields(ada.page)
    await ada.room.say(unique('a tall one').concat('\nline'.repeat(60)))
    const newest = unique('newest')
    await ada.room.say(newest)
    await expect(ada.room.message(newest)).toBeInViewport({ ratio: 1 })
    const height = () => ada.room.composer.evaluate((field) => field.getBoundingClientRect().height)
    const least = await height()
    for (let line = 0; line < 8; line += 1) {
      await ada.room.composer.press('x')
      await ada.room.composer.press('Shift+Enter')
    }
    await expect.poll(height).toBeGreaterThan(5 * least)
    await expect(ada.room.message(newest)).toBeInViewport({ ratio: 1 })
    await expect(ada.page.getByRole('button', { name: 'Jump to present' })).toHaveCount(0)
    // Nor while it gets shorter again.
    for (let key = 0; key < 8; key += 1) await ada.room.composer.press('Backspace')
    await expect(ada.room.composer).toHaveValue('x\nx\nx\nx\n')
    await expect.poll(height).toBeLessThan(5 * least)
    await expect(ada.room.message(newest)).toBeInViewport({ ratio: 1 })
  })
}

test('what is pasted keeps its lines, and is one message', async ({ people, unique }) => {
  const ada = await people.join('Ada', { permissions: ['clipboard-read', 'clipboard-write'] })
  const [first, last] = [unique('first line'), unique('last line')]
  await ada.page.evaluate((text) => navigator.clipboard.writeText(text), `${first}\r\n\nbetween\n${last}`)
  await ada.room.composer.press('ControlOrMeta+v')
  await expect(ada.room.composer).toHaveValue(`${first}\n\nbetween\n${last}`)
  await expect(ada.room.message(first)).toHaveCount(0)
  await ada.room.composer.press('Enter')
  await expect(ada.room.message(first)).toContainText(`between\n${last}`, { useInnerText: true })
  await expect(ada.room.message(first)).toHaveAttribute('data-state', 'sent')
})

test('a text that is too long is not sent and not cut: it stays where it can be shortened', async ({
  people,
  unique,
}) => {
  const ada = await people.join('Ada')
  const text = unique('long').padEnd(limits.messageText.max + 1, 'x')
  await expect(ada.room.sendButton).toBeEnabled()
  await ada.room.composer.fill(text)
  await expect(ada.room.sendButton).toBeDisabled()
  await expect(ada.room.sendButton).toHaveAccessibleDescription('1 character too many')
  await expect(ada.page.getByText('1 character too many')).toBeInViewport()
  await ada.room.composer.press('Enter')
  await expect(ada.room.composer).toHaveAccessibleDescription(/too long/i)
  await expect(ada.room.sendButton).toHaveAccessibleDescription(/Shorten it/)
  await expect(ada.room.composer).toHaveValue(text)

  await ada.room.composer.press('Backspace')
  await expect(ada.room.sendButton).toBeEnabled()
  await ada.room.composer.press('Enter')
  await expect(ada.room.message(text.slice(0, 20))).toHaveAttribute('data-state', 'sent')
  const history = await (await people.bot('Reader')).history()
  expect(history.filter((message) => message.text.startsWith(text.slice(0, 20)))).toMatchObject([
    { text: text.slice(0, limits.messageText.max) },
  ])
})

test('markup is text, in a message and in a name', async ({ people, unique }) => {
  const bert = await people.join('Bert')
  await test.step('markup and scripts are shown as what they are: text', async () => {
    const ada = await people.bot('Ada')
    const text = unique('<img src=x onerror="document.title=1"><script>document.title=2</script><b>bold</b> &amp;')
    await ada.send(text)
    const shown = bert.room.message(text)
    await expect(shown).toContainText(text)
    await expect(shown.locator('img[src="x"], script, b')).toHaveCount(0)
    await expect(bert.page).not.toHaveTitle(/^[12]$/)
  })

  await test.step('a name with markup is text as well', async () => {
    const mallory = await people.bot('<i>M</i>')
    const text = unique('look at my name')
    await mallory.send(text)
    await expect(bert.room.message(text)).toHaveAccessibleName(new RegExp(`^${mallory.name}`))
  })
})

test('what was said is still there after a reload, and for somebody who comes later', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const text = unique('to be kept')
  await ada.room.say(text)
  await expect(ada.room.message(text)).toHaveAttribute('data-state', 'sent')

  await ada.page.reload()
  await expect(ada.room.message(text)).toHaveCount(1)
  const cleo = await people.join('Cleo')
  await expect(cleo.room.message(text)).toHaveCount(1)
})
