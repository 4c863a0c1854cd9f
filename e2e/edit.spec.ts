import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { choose, chooseInSheet, pressInBar } from './fixtures/message-actions.ts'
import { dialog, RED, violations } from './fixtures/page-parts.ts'

const PHONE = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }

const editorOf = ({ page }: Person): Locator => page.getByRole('textbox', { name: 'Edit message' })

/** Says something and waits until everybody can have it. */
async function say({ room }: Person, text: string): Promise<Locator> {
  await room.say(text)
  await expect(room.message(text)).toHaveAttribute('data-state', 'sent')
  return room.message(text)
}

test('an edit shows at once for both, is marked, and says how it was before', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const [first, second] = [unique('frist'), unique('**first**')]
  const message = await say(ada, first)
  await pressInBar(message, 'Edit')
  await expect(editorOf(ada)).toBeFocused()
  await expect(editorOf(ada)).toHaveValue(first)
  await editorOf(ada).fill(second)
  await expect(ada.page.getByRole('region', { name: 'Preview' }).locator('strong')).toHaveText('first')
  expect(await violations(ada.page)).toEqual([])
  await editorOf(ada).press('Enter')
  await expect(editorOf(ada)).toHaveCount(0)

  const tail = second.replaceAll('*', '')
  const shown = bert.room.message(tail)
  await expect(shown.locator('strong')).toHaveText('first')
  await expect(bert.room.message(first)).toHaveCount(0)
  await expect(shown).toHaveAccessibleName(/, edited$/)
  await expect(ada.room.message(tail)).toBeFocused()

  const revisions = dialog(bert.page, 'Versions of this message')
  // The message may still be moving.
  await expect(async () => {
    if (!(await revisions.isVisible()))
      await shown.getByRole('button', { name: 'Edited: show earlier versions' }).click({ timeout: 2_000 })
    await expect(revisions).toBeVisible({ timeout: 2_000 })
  }).toPass()
  const versions = revisions.getByRole('listitem')
  await expect(versions).toHaveCount(2)
  await expect(versions.first()).toContainText('Now')
  await expect(versions.last()).toContainText(first)
  expect(await violations(bert.page)).toEqual([])
  await bert.page.keyboard.press('Escape')
  await expect(shown).toBeFocused()
})

test('names and emoji are completed in an edit as in a new message', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const message = await say(ada, unique('Hello'))
  await ada.room.composer.press('ArrowUp')
  const list = (name: string) => ada.page.getByRole('listbox', { name })
  // Others are called Bert, too.
  await editorOf(ada).pressSequentially(` @${bert.name.slice(0, -1)}`)
  await expect(list('People').getByRole('option', { name: bert.name })).toBeInViewport({ ratio: 1 })
  expect(await violations(ada.page)).toEqual([])
  // Ends the list and not the edit.
  await editorOf(ada).press('Escape')
  await expect(list('People')).toBeHidden()
  await editorOf(ada).press('Backspace')
  await expect(list('People')).toBeVisible()
  await editorOf(ada).press('Enter')
  await expect(editorOf(ada)).toHaveValue(new RegExp(`@${bert.name} $`))
  await editorOf(ada).pressSequentially(':tad')
  await expect(list('Emoji').getByRole('option', { name: ':tada:' })).toHaveAttribute('aria-selected', 'true')
  await editorOf(ada).press('Tab')
  await editorOf(ada).pressSequentially('and :rocket:')
  await editorOf(ada).press('Enter')
  await expect(editorOf(ada)).toHaveCount(0)
  await expect(message).toContainText('🎉 and 🚀')
  await expect(bert.room.timeline.getByRole('article', { name: /mentions you/ })).toBeVisible()
})

test('one edits and empties what is one’s own, and what others wrote one copies', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const bert = await people.bot('Bert')
  await test.step('arrow up in an empty composer edits the latest of one’s own, Escape and Enter end it there', async () => {
    const [mine, theirs, changed] = [unique('mine'), unique('theirs'), unique('changed')]
    await say(ada, mine)
    await bert.send(theirs)
    await expect(ada.room.message(theirs)).toBeVisible()
    await ada.room.composer.fill('begun')
    await ada.room.composer.press('ArrowUp')
    await expect(editorOf(ada)).toHaveCount(0)
    await ada.room.composer.fill('')
    await ada.room.composer.press('ArrowUp')
    await expect(editorOf(ada)).toBeFocused()
    await ada.page.keyboard.type(' and nothing')
    await ada.page.keyboard.press('Escape')
    await expect(ada.room.composer).toBeFocused()
    await expect(ada.room.message(mine)).not.toContainText('nothing')

    await ada.page.keyboard.press('ArrowUp')
    await expect(editorOf(ada)).toHaveValue(mine)
    await editorOf(ada).fill(changed)
    await ada.page.keyboard.press('Enter')
    await expect(ada.room.message(changed)).toBeVisible()
    await expect(ada.room.composer).toBeFocused()
  })

  await test.step('emptying a message asks whether to delete it', async () => {
    const text = unique('of no use')
    const message = await say(ada, text)
    const id = await message.getAttribute('data-message-id')
    await ada.room.composer.press('ArrowUp')
    await editorOf(ada).fill(' ')
    await editorOf(ada).press('Enter')
    const question = dialog(ada.page, 'Delete this message?')
    await question.getByRole('button', { name: 'Delete message' }).click()
    await expect(ada.page.locator(`[data-message-id="${id}"]`)).toContainText('This message was deleted.')
    await expect(editorOf(ada)).toHaveCount(0)
  })

  await test.step('what others wrote can be copied, and neither edited nor deleted', async () => {
    const text = unique('by Bert')
    await bert.send(text)
    const message = ada.room.message(text)
    await pressInBar(message, 'More actions')
    await expect(message.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0)
    await expect(ada.page.getByRole('menuitem')).toHaveText([
      /^Forward…/,
      /^Save for later/,
      /^Remind me…/,
      /^Pin/,
      /^Mark unread from here/,
      /^Copy text/,
      /^Copy link/,
    ])
  })
})

test.describe(() => {
  test.use({ connectionTrouble: true })

  test('who was away sees the new text on coming back; without a network an edit waits for its author', async ({
    people,
    unique,
  }) => {
    const ada = await people.join('Ada')
    const bert = await people.join('Bert')
    const [first, second, third] = [unique('first'), unique('second'), unique('third')]
    await say(ada, first)
    await expect(bert.room.message(first)).toBeVisible()
    await bert.context.setOffline(true)
    await expect(bert.room.status).not.toHaveText('Connected')
    await ada.room.composer.press('ArrowUp')
    await editorOf(ada).fill(second)
    await editorOf(ada).press('Enter')
    await expect(ada.room.message(second)).toBeVisible()
    await bert.context.setOffline(false)
    await expect(bert.room.message(second)).toBeVisible()
    await expect(bert.room.message(first)).toHaveCount(0)

    await ada.context.setOffline(true)
    await expect(ada.room.status).not.toHaveText('Connected')
    await ada.room.composer.press('ArrowUp')
    await editorOf(ada).fill(third)
    await editorOf(ada).press('Enter')
    await expect(editorOf(ada)).toHaveAccessibleDescription(/no connection/)
    await expect(editorOf(ada)).toHaveValue(third)
    await ada.context.setOffline(false)
    await expect(ada.room.status).toHaveText('Connected')
    await editorOf(ada).press('Enter')
    await expect(bert.room.message(third)).toBeVisible()
  })
})

test.describe(() => {
  // The server is stopped at the end.
  test.use({ connectionTrouble: true })

  test('a deleted message leaves a note, and its texts are in no frame and in no file from then on', async ({
    people,
    unique,
    server,
  }) => {
    const ada = await people.join('Ada')
    const bert = await people.join('Bert')
    const [canary, later] = [unique('canary'), unique('canary two')]
    const message = await say(ada, canary)
    const id = (await message.getAttribute('data-message-id')) ?? ''
    await ada.room.composer.press('ArrowUp')
    await editorOf(ada).fill(later)
    await editorOf(ada).press('Enter')
    await expect(bert.room.message(later)).toBeVisible()

    await choose(ada.page, ada.room.message(later), 'Delete…')
    const question = dialog(ada.page, 'Delete this message?')
    await expect(question.getByRole('button', { name: 'Delete message' })).toHaveCSS('background-color', RED)
    await expect(question).toContainText(later)
    expect(await violations(ada.page)).toEqual([])
    await question.getByRole('button', { name: 'Cancel' }).click()
    await expect(ada.room.message(later)).toBeFocused()

    const frames: string[] = []
    await choose(ada.page, ada.room.message(later), 'Delete…')
    bert.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))))
    await question.getByRole('button', { name: 'Delete message' }).click()
    const tombstones = [ada, bert].map(({ page }) => page.locator(`[data-message-id="${id}"]`))
    for (const tombstone of tombstones) await expect(tombstone).toContainText('This message was deleted.')
    await expect(ada.page.locator(`[data-message-id="${id}"]`)).toBeFocused()

    await bert.page.reload()
    await expect(bert.page.locator(`[data-message-id="${id}"]`)).toContainText('This message was deleted.')
    const cleo = await people.join('Cleo')
    await expect(cleo.page.locator(`[data-message-id="${id}"]`)).toContainText('This message was deleted.')
    expect(frames.length).toBeGreaterThan(0)
    for (const text of [canary, later]) {
      expect(frames.join()).not.toContain(text)
      expect(JSON.stringify(await (await people.bot('Reader')).history())).not.toContain(text)
      await expect(bert.page.getByText(text)).toHaveCount(0)
    }
    await server.stop('SIGTERM')
    const names = (await readdir(server.dataDir)).filter((name) => name.includes('sqlite'))
    const files = await Promise.all(names.map((name) => readFile(join(server.dataDir, name))))
    for (const text of [canary, later]) expect(Buffer.concat(files).includes(text), text).toBe(false)
    await server.start()
  })
})

test('on a phone one edits and deletes from the sheet', async ({ people, unique }) => {
  const ada = await people.join('Ada', PHONE)
  const [first, second] = [unique('first'), unique('second')]
  const message = await say(ada, first)
  const id = await message.getAttribute('data-message-id')
  const shown = ada.page.locator(`[data-message-id="${id}"]`)
  await chooseInSheet(ada.page, shown, 'Edit')
  await expect(dialog(ada.page, ada.name)).toHaveCount(0)
  await expect(editorOf(ada)).toBeFocused()
  await editorOf(ada).fill(second)
  await ada.page.getByRole('button', { name: 'Save' }).click()
  await expect(ada.room.message(second)).toBeVisible()
  await chooseInSheet(ada.page, shown, 'Delete…')
  await dialog(ada.page, 'Delete this message?').getByRole('button', { name: 'Delete message' }).click()
  await expect(ada.page.locator(`[data-message-id="${id}"]`)).toContainText('This message was deleted.')
})
