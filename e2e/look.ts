import { chromium } from '@playwright/test'
import { chromiumArguments, findChromium } from './browser/find-chromium.ts'
import { startChatServer } from './fixtures/chat-server.ts'
import { roomScreen } from './fixtures/room-screen.ts'
import { conversation, VIEWER } from './screenshots/conversation.ts'
import { holdConversation } from './screenshots/hold-conversation.ts'
const out = '/tmp/shots'
const server = await startChatServer()
const browser = await chromium.launch({ executablePath: await findChromium(console.log), args: chromiumArguments() })
const viewer = await browser.newContext()
const signIn = await viewer.request.post(`${server.url}/api/auth/sign-in/anonymous`, { data: { name: VIEWER } })
const storageState = await viewer.storageState()
const others = await holdConversation(server, browser, signIn.headers()['set-auth-token'])
const open = async (o: object) => {
  const c = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', storageState, ...o })
  const page = await c.newPage(); page.setDefaultTimeout(8000)
  await page.goto(server.url)
  await roomScreen(page).message(conversation.at(-1)?.text ?? '').waitFor()
  return page
}
const p = await open({ colorScheme: 'light' })
console.log(await p.locator('body').ariaSnapshot())
await browser.close(); for (const b of others) b.leave(); await server.remove?.()
process.exit(0)
