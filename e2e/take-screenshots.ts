import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { chromiumArguments, findChromium } from './browser/find-chromium.ts'
import { startChatServer } from './fixtures/chat-server.ts'
import { roomScreen } from './fixtures/room-screen.ts'
import { conversation, VIEWER, writtenOffline } from './screenshots/conversation.ts'
import { holdConversation } from './screenshots/hold-conversation.ts'

const folder = join(import.meta.dirname, '../docs/screenshots')
const DESKTOP = { viewport: { width: 1280, height: 800 } }
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }

await mkdir(folder, { recursive: true })
await using stack = new AsyncDisposableStack()
const server = stack.adopt(await startChatServer(), (running) => running.remove())
const browser = stack.use(
  await chromium.launch({ executablePath: await findChromium(console.log), args: chromiumArguments() }),
)

const viewer = await browser.newContext()
const signIn = await viewer.request.post(`${server.url}/api/auth/sign-in/anonymous`, { data: { name: VIEWER } })
const storageState = await viewer.storageState()
const others = await holdConversation(server, browser, signIn.headers()['set-auth-token'])
stack.defer(() => {
  for (const bot of others) bot.leave()
})

await takeJoin()
await takeRoom('room-light', { ...DESKTOP, colorScheme: 'light' })
await takeRoom('room-dark', { ...DESKTOP, colorScheme: 'dark' })
await takeRoom('thread-dark', { ...DESKTOP, colorScheme: 'dark' }, openThread)
await takeRoom('room-phone', { ...PHONE, colorScheme: 'light' })
await takeRoom('thread-phone', { ...PHONE, colorScheme: 'dark' }, openThread)
await takeRoom('offline', { ...DESKTOP, colorScheme: 'light' }, async (page) => {
  const room = roomScreen(page)
  await page.context().setOffline(true)
  for (const text of writtenOffline) {
    await room.say(text)
    await room.message(text).and(page.locator('[data-state="queued"]')).waitFor()
  }
})

async function takeJoin(): Promise<void> {
  const page = await browser.newPage({ ...DESKTOP, colorScheme: 'light' })
  await page.goto(server.url)
  const name = page.getByRole('textbox', { name: 'Your name' })
  await name.fill('BrightFox42')
  await name.selectText()
  await take(page, 'join')
}

async function openThread(page: Page): Promise<void> {
  await page.getByRole('button', { name: /replies/ }).click()
  // Or what can be done about the message would stand over it.
  await page.mouse.move(0, 0)
  const last = conversation.findLast(({ thread }) => thread !== undefined)
  await page
    .getByRole('complementary', { name: 'Thread' })
    .getByText(last?.text.replace(/^@\S+ /, '') ?? '')
    .waitFor()
}

/** Opens the room as the viewer does, and takes the picture once everything of the conversation is there. */
async function takeRoom(
  name: string,
  options: BrowserContextOptions,
  prepare: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  const context = await browser.newContext({ ...options, locale: 'en-GB', storageState })
  const page = await context.newPage()
  await page.goto(server.url)
  const room = roomScreen(page)
  await room.message(conversation.at(-1)?.text ?? '').waitFor()
  await prepare(page)
  await take(page, name)
  await context.close()
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  console.log(`docs/screenshots/${name}.png`)
}
