import { chromium } from '@playwright/test'

const url = 'http://localhost:4723'
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
})
const context = await browser.newContext()
const wait = async (what: string, f: () => Promise<unknown>) => {
  for (let i = 0; i < 300; i++) {
    if (await f()) return
    await new Promise((r) => setTimeout(r, 100))
  }
  throw new Error('never ' + what)
}
const one = await context.newPage()
one.on('console', (m) => m.type() === 'error' && console.log('one:', m.text()))
await one.goto(url)
await one.getByRole('button', { name: 'Join' }).click()
await one.getByRole('log').waitFor()
const status = (p: typeof one) => p.getByRole('status', { name: 'Connection' }).innerText()
await wait('connected', async () => (await status(one)).includes('Connected'))
const two = await context.newPage()
await two.goto(url)
await two.getByRole('log').waitFor()
await wait('connected 2', async () => (await status(two)).includes('Connected'))
console.log(
  'secure',
  await one.evaluate(() => [isSecureContext, typeof navigator.locks]),
  await one.evaluate(async () => JSON.stringify(await navigator.locks?.query())),
)
const say = async (p: typeof one, t: string) => {
  const box = p.getByRole('textbox', { name: /Message/ })
  await box.fill(t)
  await box.press('Enter')
}
const texts = (p: typeof one) =>
  p
    .locator('[data-message-id]')
    .evaluateAll((es) =>
      es.map((e) => (e as HTMLElement).dataset['state'] + '|' + (e.textContent ?? '').replace(/\s+/g, ' ')),
    )
for (let round = 0; round < 5; round++) {
  await context.setOffline(true)
  for (const p of [one, two]) await wait('offline', async () => /Offline/.test(await status(p)))
  for (let i = 0; i < 4; i++) {
    await say(one, `r${round} one ${i}`)
    await say(two, `r${round} two ${i}`)
  }
  await wait(
    'all shown',
    async () =>
      (await texts(two)).filter((t) => t.includes(`r${round} `)).length === 8 &&
      (await texts(one)).filter((t) => t.includes(`r${round} `)).length === 8,
  )
  await context.setOffline(false)
  await wait('all sent', async () => {
    const t = (await texts(two)).filter((x) => x.includes(`r${round} `))
    return t.length === 8 && t.every((x) => x.startsWith('sent') || x.startsWith('undefined'))
  })
  console.log('round', round, 'ok')
}
// one tab (perhaps the one that sends) closes in the middle of it
await context.setOffline(true)
await wait('offline', async () => /Offline/.test(await status(two)))
for (let i = 0; i < 10; i++) await say(one, `last one ${i}`)
await wait('shown', async () => (await texts(two)).filter((t) => t.includes('last one')).length === 10)
await context.setOffline(false)
await new Promise((r) => setTimeout(r, 150))
await one.close({ runBeforeUnload: false })
await wait('all sent', async () => {
  const t = (await texts(two)).filter((x) => x.includes(`last one`))
  return t.length === 10 && t.every((x) => !/queued|sending|refused/.test(x))
})
const final = await texts(two)
console.log(
  final.length,
  new Set(final).size,
  final.filter((t) => t.includes('last one')),
)
console.log(
  JSON.stringify(
    await two.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((res) => {
        const r = indexedDB.open('chat')
        r.onsuccess = () => res(r.result)
      })
      const get = (s: string) =>
        new Promise((res) => {
          const r = db.transaction(s).objectStore(s).count()
          r.onsuccess = () => res(r.result)
        })
      return { outbox: await get('outbox'), rooms: await get('rooms'), users: await get('users') }
    }),
  ),
)
await browser.close()
