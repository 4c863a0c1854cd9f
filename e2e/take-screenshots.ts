import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { chromiumArguments, findChromium } from './browser/find-chromium.ts'
import { type Bot, connectBot } from './fixtures/bot.ts'
import { startChatServer } from './fixtures/chat-server.ts'
import { roomScreen } from './fixtures/room-screen.ts'
import { conversation, VIEWER, writtenOffline } from './screenshots/conversation.ts'

const folder = join(import.meta.dirname, '../docs/screenshots')
const DESKTOP = { viewport: { width: 1280, height: 800 } }
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }

await mkdir(folder, { recursive: true })
await using stack = new AsyncDisposableStack()
const server = stack.adopt(await startChatServer(), (running) => running.remove())
const browser = stack.use(
  await chromium.launch({ executablePath: await findChromium(console.log), args: chromiumArguments() }),
)

const viewer = await browser.newContext()
const signIn = await viewer.request.post(`${server.url}/api/auth/sign-in/anonymous`, { data: { name: VIEWER } })
const storageState = await viewer.storageState()
const others = await holdConversation(signIn.headers()['set-auth-token'])
stack.defer(() => {
  for (const bot of others) bot.leave()
})

await takeJoin()
await takeRoom('room-light', { ...DESKTOP, colorScheme: 'light' })
await takeRoom('room-dark', { ...DESKTOP, colorScheme: 'dark' })
await takeRoom('room-phone', { ...PHONE, colorScheme: 'light' })
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

/** Has everybody say their part, sets the clocks back to when they said it, and leaves the others online. */
async function holdConversation(viewerToken: string | undefined): Promise<Bot[]> {
  const tokens = new Map([[VIEWER, viewerToken]])
  const bots = new Map<string, Bot>()
  for (const { who, text } of conversation) {
    const bot = bots.get(who) ?? (await connectBot(server.url, who, tokens.get(who)))
    bots.set(who, bot)
    await bot.send(text)
  }
  bots.get(VIEWER)?.leave()
  setClocksBack(join(server.dataDir, 'chat.sqlite'))
  return [...bots.values()].filter(({ name }) => name !== VIEWER)
}

function setClocksBack(file: string): void {
  const database = new DatabaseSync(file)
  const setTime = database.prepare('update messages set sent_at = ? where text = ?')
  for (const { text, minutesAgo } of conversation) setTime.run(Date.now() - minutesAgo * 60_000, text)
  database.close()
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
