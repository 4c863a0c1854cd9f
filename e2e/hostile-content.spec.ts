import type { Page } from '@playwright/test'
import { type Bot, granted, newMessageId } from './fixtures/bot.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { HOSTILE_LINES, HOSTILE_NAMES, HOSTILE_TEXTS, HOSTILE_TURNS } from './fixtures/hostile-strings.ts'
import { choose } from './fixtures/message-actions.ts'
import { recordNotifications, shownBy } from './fixtures/notified.ts'
import { dialog } from './fixtures/page-parts.ts'
import { createRoom, roomLink } from './fixtures/room-actions.ts'
import { roomScreen } from './fixtures/room-screen.ts'

/** What the app itself never has in its body. */
const FOREIGN =
  '[data-hostile], iframe, object, embed, base, meta, link, style, script:not([src]), math, template, marquee, video, audio, form[action], svg script, svg animate, svg use, xmp'

interface Watch {
  /** What has happened that must not. */
  attacks(): Promise<string[]>
}

/** Hears of everything that runs, asks, or is kept from running by the security policy. */
async function watch(page: Page): Promise<Watch> {
  const heard: string[] = []
  await page.exposeFunction('attacked', () => void heard.push('something ran'))
  await page.exposeFunction('heard', (what: string) => void heard.push(what))
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => heard.push('a dialog')))
  page.on('popup', () => heard.push('a popup'))
  page.on('request', (request) => {
    if (/evil\.example|example\.(org|com)/.test(request.url())) heard.push(`a request to ${request.url()}`)
  })
  await page.reload()
  // From here on: what checks messages has asked before whether it may compile its checks.
  await expect(page.getByRole('status', { name: 'Connection' })).toHaveText('Connected')
  await page.evaluate(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      Reflect.get(window, 'heard')(`kept from running: ${violatedDirective} ${blockedURI}`),
    ),
  )
  return { attacks: async () => [...heard, ...(await page.evaluate(findForeign, FOREIGN))] }
}

/** Elements that nobody but an attacker brings, and links that lead where no link may. */
function findForeign(foreign: string): string[] {
  const all = [...document.body.querySelectorAll('*')]
  const handlers = all.filter((element) => element.getAttributeNames().some((name) => name.startsWith('on')))
  const links = all
    .filter((element) => element instanceof HTMLAnchorElement)
    .filter(
      ({ protocol, origin, rel }) =>
        !['http:', 'https:', 'mailto:'].includes(protocol) ||
        (origin !== location.origin && !rel.split(' ').includes('noopener')),
    )
  const found = [...document.body.querySelectorAll(foreign), ...handlers, ...links]
  return found.map(({ outerHTML }) => `an element: ${outerHTML.slice(0, 200)}`)
}

/** Every message of a room comes into sight, a screen after the other. */
async function lookThrough({ page, room }: Person, { attacks }: Watch): Promise<void> {
  await room.timeline.hover()
  for (let last = -1, at = 0; at !== last; ) {
    expect(await attacks()).toEqual([])
    last = at
    await page.mouse.wheel(0, -600)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    at = await room.timeline.evaluate(({ scrollTop }) => scrollTop)
  }
}

async function rename({ socket }: Bot, name: string): Promise<void> {
  granted(await socket.emitWithAck('user:update', { name, statusText: HOSTILE_LINES[0] }))
}

test('what is in a message runs nothing, becomes no element, and leads nowhere but to the web and to mail', async ({
  people,
  unique,
}) => {
  const bert = await people.join('Bert')
  const mallory = await people.bot('Mallory')
  const seen = await watch(bert.page)
  const [changed, last] = [unique('a harmless text'), unique('the last of them')]
  await mallory.send(...HOSTILE_TEXTS, changed, last)
  await expect(bert.room.message(last)).toBeVisible()

  // As an edit, in what was there before, and in the preview of whoever writes it.
  const id = await bert.room.message(changed).getAttribute('data-message-id')
  if (id === null) throw new Error('It has no id')
  for (const text of HOSTILE_TEXTS.filter((_, index) => index % 8 === 0))
    granted(await mallory.socket.emitWithAck('message:edit', { id, text }))
  const edited = bert.room.messages.and(bert.page.locator(`[data-message-id="${id}"]`))
  // Not by the mouse: the message may still be moving.
  const versions = dialog(bert.page, 'Versions of this message')
  // While edits come in, the message is drawn anew beneath the key.
  await expect(async () => {
    await edited.getByRole('button', { name: 'Edited: show earlier versions' }).press('Enter', { timeout: 2_000 })
    await expect(versions).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await expect(versions.getByRole('listitem').nth(5)).toBeVisible()
  expect(await seen.attacks()).toEqual([])
  await bert.page.keyboard.press('Escape')
  for (const start of [0, 50, 100, 150]) {
    await bert.room.composer.fill(
      HOSTILE_TEXTS.slice(start, start + 50)
        .join('\n\n')
        .slice(0, 3_900),
    )
    await expect(bert.page.getByRole('region', { name: 'Preview' })).toBeVisible()
    expect(await seen.attacks()).toEqual([])
  }
  await bert.room.composer.fill('')

  // Passed on, in the message and before it is sent.
  const all = (await mallory.history()).filter(({ text }, index) => index % 8 === 0 && text.length > 0)
  const [{ roomId } = { roomId: '' }] = all
  for (const { id: forwardOf } of all)
    granted(await mallory.socket.emitWithAck('message:send', { id: newMessageId(), roomId, text: '', forwardOf }))
  await choose(bert.page, bert.room.messages.last(), 'Forward…')
  await expect(dialog(bert.page, 'Forward message').getByText('Forwarded from')).toBeVisible()
  expect(await seen.attacks()).toEqual([])
  await bert.page.keyboard.press('Escape')
  await lookThrough(bert, seen)
})

test('what people and rooms are called, and say of themselves, runs nothing either', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const seen = await watch(ada.page)
  const bots = await Promise.all(HOSTILE_NAMES.map(() => people.bot('Mallory')))
  for (const [index, bot] of bots.entries()) await rename(bot, HOSTILE_NAMES[index] ?? '')
  const [mallory, ...others] = bots
  if (mallory === undefined) throw new Error('unreachable')
  const { users } = granted(await mallory.socket.emitWithAck('user:list', { query: ada.name }))
  const userIds = users.map(({ id }) => id)

  const rooms: string[] = []
  for (const line of HOSTILE_LINES) {
    const name = `${line.slice(0, 40)} ${unique('').trim().slice(0, 5)}`
    const { room } = granted(await mallory.socket.emitWithAck('room:create', { kind: 'private', name, topic: line }))
    granted(await mallory.socket.emitWithAck('room:invite', { roomId: room.id, userIds }))
    granted(
      await mallory.socket.emitWithAck('message:send', { id: newMessageId(), roomId: room.id, text: `@${ada.name}` }),
    )
    rooms.push(room.name)
  }
  for (const name of rooms) {
    await roomLink(ada, name).click()
    await expect(ada.page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(ada.page).toHaveTitle(new RegExp(name.slice(-5)))
    expect(await seen.attacks()).toEqual([])
  }
  await ada.page.getByRole('button', { name: 'Room menu' }).click()
  await ada.page.getByRole('menuitem', { name: 'Room details' }).click()
  await expect(ada.page.getByRole('dialog')).toContainText(HOSTILE_LINES[2])
  expect(await seen.attacks()).toEqual([])
  await ada.page.keyboard.press('Escape')

  await roomLink(ada, 'general').click()
  const text = unique('something to react to')
  await mallory.send(text)
  const message = ada.room.message(text)
  const messageId = (await message.getAttribute('data-message-id')) ?? ''
  for (const { socket } of bots) granted(await socket.emitWithAck('reaction:set', { messageId, emoji: '👍', on: true }))
  const chip = message.getByRole('button', { name: /👍|thumbs/ }).first()
  await expect(chip).toContainText('6')
  // The message may still be moving.
  await expect(async () => {
    await ada.page.mouse.move(0, 0)
    await chip.hover()
    await expect(ada.page.locator('[data-open]').filter({ hasText: 'attacked' }).first()).toBeVisible({
      timeout: 1_000,
    })
  }).toPass()
  expect(await seen.attacks()).toEqual([])

  const { roomId } = mallory
  const typing = ada.page.getByRole('note', { name: 'Typing' })
  for (const bot of [mallory, ...others.slice(0, 1)]) bot.socket.emit('typing:set', { roomId, typing: true })
  await expect(typing).toContainText('attacked()')
  expect(await seen.attacks()).toEqual([])

  for (const name of HOSTILE_NAMES) {
    await ada.room.composer.fill('')
    await ada.room.composer.pressSequentially(`@${name.slice(0, 4)}`)
    await expect(ada.page.getByRole('option').filter({ hasText: name }).first()).toBeVisible()
    expect(await seen.attacks()).toEqual([])
  }
  await ada.room.composer.press('Enter')
  await ada.room.composer.press('Enter')
  await expect(ada.room.messages.last()).toHaveAttribute('data-state', 'sent')

  await roomScreen(ada.page).people.getByRole('button', { name: HOSTILE_NAMES[0] }).first().click()
  await expect(ada.page.getByRole('dialog').filter({ hasText: HOSTILE_LINES[0] })).toBeVisible()
  expect(await seen.attacks()).toEqual([])
})

test('marks that are heaped upon a letter cover nothing that others have said', async ({ people, unique }) => {
  const bert = await people.join('Bert')
  const mallory = await people.bot('Mallory')
  const [said, last] = [unique('what was said before'), unique('the end')]
  await mallory.send(said)
  const before = bert.room.message(said).getByText(said)
  await expect(before).toBeVisible()
  await bert.page.mouse.move(0, 0)
  const picture = await before.screenshot()
  const heap = `Z${'\u0301\u0302\u0303\u0308'.repeat(100)}`
  await mallory.send(`${heap} ${heap} ${heap}\n\n- ${heap}\n\n> ${heap}`, `**${heap}** ${last}`)
  await expect(bert.room.message(last)).toBeVisible()
  expect((await before.screenshot()).equals(picture)).toBe(true)
})

/** What turns a line around, ends it or cannot be seen; a name may be kept apart from what stands around it. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]/u

test('a notification is a line of text, whatever people call themselves and write, and leads nowhere else', async ({
  people,
  unique,
}) => {
  const ada = await people.join('Ada')
  await createRoom(ada, unique('Kitchen'))
  await recordNotifications(ada, 'granted')
  const seen = await watch(ada.page)
  const bots = await Promise.all(HOSTILE_NAMES.map(() => people.bot('Mallory')))
  const texts = [...HOSTILE_TURNS, ...HOSTILE_LINES]
  for (const [index, bot] of bots.entries()) {
    await rename(bot, HOSTILE_NAMES[index] ?? '')
    await bot.sendTo(ada.name, texts[index % texts.length] ?? '')
  }
  await expect
    .poll(async () => (await shownBy(ada.page)).map(({ title }) => title).toSorted())
    .toEqual([...HOSTILE_NAMES].toSorted())
  for (const { title, body } of await shownBy(ada.page)) {
    expect(`${title} ${body}`).not.toMatch(UNSEEN)
    expect(body).not.toBe('')
    expect([...body].length).toBeLessThanOrEqual(200)
  }
  const { origin } = new URL(ada.page.url())
  for (let index = 0; index < HOSTILE_NAMES.length; index += 1) {
    await ada.page.evaluate((at) => window.record.shown[at]?.click(), index)
    expect(new URL(ada.page.url()).origin).toBe(origin)
    expect(await seen.attacks()).toEqual([])
  }
})
