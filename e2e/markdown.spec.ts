import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures/chat-test.ts'
import { violations } from './fixtures/page-parts.ts'
import { PHONE } from './fixtures/screens.ts'

test('what somebody writes in Markdown shows as it is meant, while writing and for others', async ({
  people,
  unique,
}) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const word = unique('release')
  const text = `**${word}** is [here](https://example.org/notes)\n\n- one\n- two\n\n\`\`\`ts\nconst answer = 42\n\`\`\``
  await ada.room.composer.fill(text)
  const preview = ada.page.getByRole('region', { name: 'Preview' })
  await expect(preview.locator('strong')).toHaveText(word)
  await ada.room.composer.press('Enter')
  await expect(preview).toHaveCount(0)

  const shown = bert.room.message(word)
  await expect(shown.locator('strong')).toHaveText(word)
  await expect(shown.getByRole('listitem')).toHaveText(['one', 'two'])
  const link = shown.getByRole('link', { name: 'here' })
  await expect(link).toHaveAttribute('href', 'https://example.org/notes')
  await expect(link).toHaveAttribute('rel', /noopener/)
  await expect(shown).toContainText('(example.org)')
  // The colours come with the first piece of code that is seen.
  await expect(shown.locator('pre .hljs-keyword')).toHaveText('const')
})

test('a list of tasks has boxes that say what is done, and nobody can change', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const [milk, eggs] = [unique('milk'), unique('eggs')]
  await ada.room.composer.fill(`- [ ] ${milk}\n- [x] @${bert.name} **${eggs}**`)
  await expect(ada.page.getByRole('region', { name: 'Preview' }).getByRole('checkbox')).toHaveCount(2)
  await ada.room.composer.press('Enter')
  const boxes = bert.room.message(milk).getByRole('checkbox')
  await expect(boxes.first()).toHaveAccessibleName(milk)
  await expect(boxes.first()).not.toBeChecked()
  await expect(boxes.last()).toHaveAccessibleName(`@${bert.name} ${eggs}`)
  await expect(boxes.last()).toBeChecked()
  for (const box of await boxes.all()) await expect(box).toBeDisabled()
  expect(await violations(bert.page)).toEqual([])
})

test('what needs no help gets none: a plain text no preview, narrow code no fading and no stop for the keyboard', async ({
  people,
  unique,
}) => {
  const ada = await people.join('Ada')
  await test.step('a plain text has no preview: it will look as it does', async () => {
    await ada.room.composer.fill('2 < 3, and snake_case stays')
    await expect(ada.room.composer).toHaveValue(/snake_case/)
    await expect(ada.page.getByRole('region', { name: 'Preview' })).toHaveCount(0)
  })

  await test.step('narrow code neither fades nor stops the keyboard', async () => {
    const word = unique('narrow')
    await ada.room.composer.fill(`\`\`\`\n${word}\n\`\`\``)
    await ada.room.composer.press('Enter')
    const area = ada.room.message(word).getByRole('group')
    await expect(area).toHaveCSS('mask-image', 'none')
    await expect(area).not.toHaveAttribute('tabindex')
  })
})

const FADES_RIGHT = /^linear-gradient\(to right, rgb\(0, 0, 0\).*, rgba\(0, 0, 0, 0\.15\)\)$/
const FADES_LEFT = /^linear-gradient\(to right, rgba\(0, 0, 0, 0\.15\).*, rgb\(0, 0, 0\)\)$/

test('on a phone code keeps its button within its block, and what is wider than the phone scrolls by keyboard', async ({
  people,
  unique,
}) => {
  const ada = await people.join('Ada', PHONE)
  await test.step('the button that copies a line of code stays within its block', async () => {
    const word = unique('short')
    await ada.room.composer.fill(`\`\`\`\n${word}\n\`\`\``)
    await ada.room.composer.press('Enter')
    const message = ada.room.message(word)
    const bottomOf = async (what: Locator) => what.evaluate((element) => element.getBoundingClientRect().bottom)
    const block = await bottomOf(message.getByRole('group', { name: 'Code' }))
    expect(await bottomOf(message.getByRole('button', { name: 'Copy code' }))).toBeLessThanOrEqual(block)
  })

  await test.step('code and tables that are wider scroll by keyboard', async () => {
    const word = unique('wide')
    const wide = 'wide '.repeat(40)
    await ada.room.composer.fill(`${word}\n\n\`\`\`\n${wide}\n\`\`\`\n\n|${'column|'.repeat(20)}\n|${'-|'.repeat(20)}`)
    await ada.room.composer.press('Enter')
    const areas = ada.room.message(word).getByRole('group')
    await expect(areas).toHaveCount(2)
    for (const area of await areas.all()) {
      await expect(area).toHaveCSS('mask-image', FADES_RIGHT)
      await area.focus()
      await ada.page.keyboard.press('ArrowRight')
      await expect.poll(() => area.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0)
      await area.evaluate((element) => element.scrollTo({ left: element.scrollWidth }))
      await expect(area).toHaveCSS('mask-image', FADES_LEFT)
    }
    expect(await violations(ada.page)).toEqual([])
  })
})

const HOSTILE = [
  '<img src="https://evil.example/x" onerror="document.title=1">',
  '<script>document.title=1</script>',
  '[click](javascript:document.title=1)',
  '![x](https://evil.example/pixel.png)',
  '<svg onload=document.title=1>',
  '<iframe src="https://evil.example"></iframe>',
  '|<img src=x onerror=document.title=1>|\n|-|',
  '```js"><script>document.title=1</script>\n</pre><img src=x onerror=document.title=1>\n```',
  '<style>@import url(https://evil.example/x.css)</style>',
]

test('what somebody writes to do harm does nothing, and calls nobody', async ({ people, unique }) => {
  const bert = await people.join('Bert')
  const calls: string[] = []
  bert.page.on('request', (request) => {
    if (request.url().includes('evil.example')) calls.push(request.url())
  })
  const mallory = await people.join('Mallory')
  const last = unique('the last of them')
  for (const text of [...HOSTILE, last]) {
    await mallory.room.composer.fill(text)
    await mallory.room.composer.press('Enter')
  }
  await expect(bert.room.message(last)).toBeVisible()
  await expect(bert.room.messages.locator('script, img, svg[onload], iframe, style, [onerror]')).toHaveCount(0)
  await expect(bert.room.messages.locator('a[href^="javascript"], a[href^="data"]')).toHaveCount(0)
  await expect(bert.page).not.toHaveTitle('1')
  expect(calls).toEqual([])
})
