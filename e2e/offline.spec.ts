import type { JSHandle, Locator } from '@playwright/test'
import { expect, test } from './fixtures/chat-test.ts'
import { KEPT_APP, kept } from './fixtures/kept.ts'

test.use({ connectionTrouble: true })

const OFFLINE = 'Offline. Messages wait and go out by themselves.'

test('a message written offline waits, says so, and goes out once', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const text = unique('from the tunnel')

  await ada.context.setOffline(true)
  await expect(ada.room.status).toHaveText(OFFLINE)
  await ada.room.say(text)
  await expect(ada.room.message(text)).toHaveAttribute('data-state', 'queued')
  await expect(ada.room.message(text)).toContainText('Queued')

  await ada.context.setOffline(false)
  await expect(ada.room.status).toHaveText('Connected')
  await expect(ada.room.message(text)).toHaveAttribute('data-state', 'sent')
  await expect(bert.room.message(text)).toHaveCount(1)
  expect((await (await people.bot('Reader')).history()).filter((message) => message.text === text)).toHaveLength(1)
})

test('what waits survives a reload of the page while offline', async ({ people, unique }) => {
  const ada = await people.join('Ada', KEPT_APP)
  const bert = await people.join('Bert')
  const [before, waiting] = [unique('before the tunnel'), unique('in the tunnel')]
  await ada.room.say(before)
  await expect(ada.room.message(before)).toHaveAttribute('data-state', 'sent')
  await expect.poll(() => kept(ada.page)).toContain(before)
  // The page can be served without a network once its service worker is in charge.
  await ada.page.evaluate(() => navigator.serviceWorker.ready)

  await ada.context.setOffline(true)
  await ada.room.say(waiting)
  await expect(ada.room.message(waiting)).toHaveAttribute('data-state', 'queued')
  await ada.page.reload()

  await expect(ada.room.status).toHaveText(OFFLINE)
  await expect(ada.room.message(before)).toHaveCount(1)
  await expect(ada.room.message(waiting)).toHaveAttribute('data-state', 'queued')

  await ada.context.setOffline(false)
  await expect(ada.room.message(waiting)).toHaveAttribute('data-state', 'sent')
  await expect(bert.room.message(waiting)).toHaveCount(1)
  await expect(ada.room.message(waiting)).toHaveCount(1)
  expect((await (await people.bot('Reader')).history()).filter((message) => message.text === waiting)).toHaveLength(1)
})

test('several messages written offline go out in the order in which they were written', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const word = unique('step')
  const texts = ['1', '2', '3', '4', '5'].map((number) => `${word} ${number}`)
  await ada.context.setOffline(true)
  for (const text of texts) await ada.room.say(text)
  await expect(ada.room.message(word)).toHaveCount(texts.length)
  await ada.context.setOffline(false)
  const bert = await people.join('Bert')
  await expect(bert.room.message(word)).toHaveText(texts.map((text) => new RegExp(text)))
})

test('what others wrote meanwhile is there on return', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const bot = await people.bot('Clock')
  await ada.context.setOffline(true)
  await expect(ada.room.status).toHaveText(OFFLINE)
  const text = unique('you missed this')
  await bot.send(text)
  await ada.context.setOffline(false)
  await expect(ada.room.message(text)).toHaveCount(1)
})

test('the page looks for a newer version of itself as soon as the server is back', async ({ people }) => {
  const ada = await people.join('Ada', KEPT_APP)
  await ada.page.evaluate(() => navigator.serviceWorker.ready)
  const looked = await ada.page.evaluateHandle(() => {
    const times: number[] = []
    const { update } = ServiceWorkerRegistration.prototype
    ServiceWorkerRegistration.prototype.update = function () {
      times.push(Date.now())
      return update.call(this)
    }
    return times
  })
  await ada.context.setOffline(true)
  await expect(ada.room.status).toHaveText(OFFLINE)
  expect(await looked.jsonValue()).toHaveLength(0)
  await ada.context.setOffline(false)
  await expect(ada.room.status).toHaveText('Connected')
  await expect.poll(async () => (await looked.jsonValue()).length).toBe(1)
})

test('the status line counts down to the next try, and a person can try at once', async ({ people, server }) => {
  const ada = await people.join('Ada')
  await ada.page.clock.install()
  // The page has been open for longer than anybody waits for the next try.
  await ada.page.clock.fastForward(120_000)
  const said = await everythingIn(ada.room.status)
  await server.stop('SIGKILL')
  await expect(ada.room.status).toHaveText(/Reconnecting… next try in \d+ s/)
  const seconds = (await said.jsonValue()).flatMap(
    (text) => /next try in (\d+) s/.exec(text)?.slice(1).map(Number) ?? [],
  )
  expect(seconds.length).toBeGreaterThan(0)
  expect(Math.max(...seconds)).toBeLessThanOrEqual(30)

  const attempt = ada.page.waitForEvent('websocket')
  await ada.page.getByRole('button', { name: 'Try now' }).click()
  await attempt
  await server.start()
  // The attempt may have come too early, and the next comes by itself: after half a minute at the latest.
  await expect(ada.room.status).toHaveText('Connected', { timeout: 60_000 })
  await expect(ada.page.getByRole('button', { name: 'Try now' })).toBeHidden()
})

/** Every text that somebody can have read there from now on, however short it stood. */
function everythingIn(place: Locator): Promise<JSHandle<string[]>> {
  return place.evaluateHandle((element) => {
    const said: string[] = []
    const note = () => said.push(element.textContent ?? '')
    new MutationObserver(note).observe(element, { childList: true, characterData: true, subtree: true })
    return said
  })
}
