import { expect, type Person, test } from './fixtures/chat-test.ts'
import { choose, chooseInSheet, pressInBar } from './fixtures/message-actions.ts'
import { dialog, violations } from './fixtures/page-parts.ts'
import { alone } from './fixtures/room-actions.ts'
import { SCREENS } from './fixtures/screens.ts'

test.use({ connectionTrouble: true })

/** @param who as it is said of everybody who reacts with it */
const chip = ({ room }: Person, text: string, emoji: string, who: string) =>
  room
    .message(text)
    .getByRole('group', { name: 'Reactions' })
    .getByRole('button', { name: new RegExp(`^${emoji} ?\\d+ ?: ${who}$`) })

async function react(person: Person, text: string, emoji: string): Promise<void> {
  await pressInBar(person.room.message(text), `React with ${emoji}`)
}

test('three people react, and each sees at once who did (S56)', async ({ people, unique }) => {
  const [ann, ben, cid] = [await people.join('Ann'), await people.join('Ben'), await people.join('Cid')]
  const text = unique('cake in the kitchen')
  await ann.room.say(text)
  await expect(ben.room.message(text)).toBeVisible()
  await react(ben, text, '👍')
  await expect(chip(ben, text, '👍', 'You')).toHaveAttribute('aria-pressed', 'true')
  await expect(chip(ann, text, '👍', `${ben.name}`)).toHaveAttribute('aria-pressed', 'false')
  await chip(cid, text, '👍', `${ben.name}`).press('Enter')
  await expect(chip(ann, text, '👍', `${ben.name} and ${cid.name}`)).toBeVisible()
  // The message may still be moving.
  await expect(async () => {
    await ann.page.mouse.move(0, 0)
    await chip(ann, text, '👍', `${ben.name} and ${cid.name}`).hover()
    await expect(ann.page.getByText(`${ben.name} and ${cid.name}`, { exact: true })).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await ann.page.mouse.move(0, 0)
  expect(await violations(ann.page)).toEqual([])

  await choose(ann.page, ann.room.message(text), 'Who reacted')
  const all = dialog(ann.page, 'Reactions')
  await expect(all.getByRole('tab', { name: '👍 2' })).toBeVisible()
  await expect(all.getByRole('listitem')).toContainText([ben.name, cid.name])
  expect(await violations(ann.page)).toEqual([])
  await ann.page.keyboard.press('Escape')
  await expect(ann.room.message(text)).toBeFocused()

  await chip(ben, text, '👍', `You and ${cid.name}`).press('Enter')
  await expect(chip(ann, text, '👍', `${cid.name}`)).toBeVisible()
  await chip(cid, text, '👍', 'You').press('Enter')
  await expect(ann.room.message(text).getByRole('group', { name: 'Reactions' })).toHaveCount(0)
})

test('who is away reacts meanwhile, and sees later what others did (S56)', async ({ people, unique }) => {
  const [ann, ben] = [await people.join('Ann'), await people.join('Ben')]
  const text = unique('are you there')
  await ann.room.say(text)
  await expect(ben.room.message(text)).toBeVisible()
  await ben.context.setOffline(true)
  await expect(ben.room.status).not.toHaveText('Connected')
  await react(ann, text, '👍')
  await react(ben, text, '❤️')
  await expect(chip(ben, text, '❤️', 'You')).toBeVisible()
  await expect(chip(ann, text, '👍', 'You')).toBeVisible()
  await ben.context.setOffline(false)
  await expect(chip(ben, text, '👍', `${ann.name}`)).toBeVisible()
  await expect(chip(ann, text, '❤️', `${ben.name}`)).toBeVisible()
  await ben.page.reload()
  await expect(chip(ben, text, '❤️', 'You')).toHaveAttribute('aria-pressed', 'true')
})

test('any emoji is found and chosen by keyboard alone', async ({ people, unique }) => {
  const ann = await alone(await people.join('Ann'), unique('Desk'))
  const text = unique('it works')
  await ann.room.say(unique('first'))
  await ann.room.say(text)
  await expect(ann.room.message(text)).toHaveAttribute('data-state', 'sent')
  await ann.page.keyboard.press('Shift+Tab')
  await expect(ann.room.message(text)).toBeFocused()
  await ann.page.keyboard.press('Tab')
  const add = ann.room.message(text).getByRole('button', { name: 'Add a reaction' })
  for (let step = 0; step < 3; step += 1) await ann.page.keyboard.press('ArrowRight')
  await expect(add).toBeFocused()
  await ann.page.keyboard.press('Enter')
  const picker = dialog(ann.page, 'Add a reaction')
  await expect(picker.getByRole('searchbox', { name: 'Search emoji' })).toBeFocused()
  expect(await violations(ann.page)).toEqual([])
  await ann.page.keyboard.type('party popper')
  await expect(picker.getByRole('gridcell')).toHaveCount(1)
  await ann.page.keyboard.press('ArrowDown')
  await ann.page.keyboard.press('Enter')
  await expect(picker).toBeHidden()
  await expect(chip(ann, text, '🎉', 'You')).toBeVisible()
  await expect(ann.room.message(text)).toBeFocused()
})

test('an emoji gets into a text by its name, and by the picker where the caret stands', async ({ people, unique }) => {
  const ann = await people.join('Ann')
  const { composer } = ann.room
  await test.step('emoji are written by their names, chosen from a list or between colons', async () => {
    await composer.pressSequentially('well done :tad')
    const list = ann.page.getByRole('listbox', { name: 'Emoji' })
    await expect(list.getByRole('option', { name: ':tada:' })).toHaveAttribute('aria-selected', 'true')
    expect(await violations(ann.page)).toEqual([])
    await composer.press('Enter')
    await expect(composer).toHaveValue('well done 🎉 ')
    await expect(list).toHaveCount(0)

    await composer.fill('')
    await composer.pressSequentially('so :smil')
    await expect(list).toBeVisible()
    await composer.press('ArrowDown')
    await expect(list.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true')
    await composer.press('Escape')
    await expect(list).toHaveCount(0)
    await expect(composer).toHaveValue('so :smil')

    const text = unique('done')
    await ann.room.say(`${text} :+1: but not \`:+1:\``)
    await expect(ann.room.message(text)).toContainText('👍 but not :+1:')
  })

  await test.step('the composer takes any emoji where the caret stands', async () => {
    await composer.fill('before after')
    await composer.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(7, 7))
    await ann.page.getByRole('button', { name: 'Insert an emoji' }).click()
    const picker = dialog(ann.page, 'Insert an emoji')
    await picker.getByRole('searchbox', { name: 'Search emoji' }).fill('waving hand')
    await picker.getByRole('gridcell', { name: 'waving hand' }).click()
    await expect(composer).toHaveValue('before 👋after')
    await expect(composer).toBeFocused()
  })
})

test('on a phone a thumb reacts out of the sheet', async ({ people, unique }) => {
  const ann = await people.join('Ann', { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true })
  const text = unique('from the bus')
  await ann.room.say(text)
  await expect(ann.room.message(text)).toHaveAttribute('data-state', 'sent')
  await chooseInSheet(ann.page, ann.room.message(text), 'React with ❤️')
  await expect(chip(ann, text, '❤️', 'You')).toBeVisible()
  expect(await violations(ann.page)).toEqual([])
})

for (const [where, options] of Object.entries({
  ...SCREENS,
  'in a narrow window': { viewport: { width: 420, height: 800 } },
})) {
  test(`however many reactions there are, what adds one stands behind the last, ${where}`, async ({
    people,
    unique,
  }) => {
    const [ann, bot] = [await people.join('Ann', options), await people.bot('Scribe')]
    const text = unique('so many')
    await bot.send(text)
    const messageId = (await bot.history()).at(-1)?.id ?? ''
    const reactions = ann.room.message(text).getByRole('group', { name: 'Reactions' })
    for (const [index, emoji] of [...'👍🎉😂🙏🔥👀🚀💯😮🤔😢🥳🐛💡🍰☕'].entries()) {
      await bot.socket.emitWithAck('reaction:set', { messageId, emoji, on: true })
      await expect(reactions.getByRole('button')).toHaveCount(index + 2)
      const tops = await reactions.evaluate((group) =>
        [...group.querySelectorAll('button')].slice(-2).map((button) => {
          const { top, bottom } = button.getBoundingClientRect()
          return Math.round((top + bottom) / 2)
        }),
      )
      expect(new Set(tops).size, `${index + 1} reactions`).toBe(1)
    }
    await expect(reactions.getByRole('button', { name: 'Add a reaction' })).toBeInViewport({ ratio: 1 })
  })
}
