import { expect as expectSoon, test } from './fixtures/chat-test.ts'

// The longer the server is away, the longer a client waits between its tries: up to half a minute.
const expect = expectSoon.configure({ timeout: 60_000 })

// A tall window, so that every message of the test is on the screen.
test.use({ connectionTrouble: true, viewport: { width: 1280, height: 1600 } })

test('SIGTERM or SIGKILL in the middle of sending loses nothing and doubles nothing, and what was there is there', async ({
  people,
  server,
  unique,
}) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const earlier = unique('outlives the server')
  await ada.room.say(earlier)
  await expect(ada.room.message(earlier)).toHaveAttribute('data-state', 'sent')

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    await test.step(signal, async () => {
      const word = unique(`counting to ${signal}`)
      const texts = Array.from({ length: 16 }, (_, index) => `${word} ${index + 10}`)
      let stopped = Promise.resolve()
      for (const [index, text] of texts.entries()) {
        await ada.room.say(text)
        if (index === 7) stopped = server.stop(signal)
      }
      await stopped
      await server.start()

      for (const person of [ada, bert]) {
        await expect(person.room.message(word)).toHaveText(texts.map((text) => new RegExp(text)))
        await expect(
          person.room.messages.and(person.page.locator('[data-state="queued"], [data-state="sending"]')),
        ).toHaveCount(0)
      }
      const history = await (await people.bot('Reader')).history()
      expect(history.map(({ text }) => text).filter((text) => text.startsWith(word))).toEqual(texts)
    })
  }
  await ada.page.reload()
  const carl = await people.join('Carl')
  for (const person of [ada, carl]) await expect(person.room.message(earlier)).toHaveCount(1)
})
