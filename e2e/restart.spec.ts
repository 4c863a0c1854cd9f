import { expect as expectSoon, test } from './fixtures/chat-test.ts'

// The longer the server is away, the longer a client waits between its tries: up to half a minute.
const expect = expectSoon.configure({ timeout: 60_000 })

// A tall window, so that every message of the test is on the screen.
test.use({ connectionTrouble: true, viewport: { width: 1280, height: 1600 } })

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(`history is there after ${signal} and a new start`, async ({ people, server, unique }) => {
    const ada = await people.join('Ada')
    const text = unique('outlives the server')
    await ada.room.say(text)
    await expect(ada.room.message(text)).toHaveAttribute('data-state', 'sent')

    await server.stop(signal)
    await server.start()

    await expect(ada.room.status).toHaveText('Connected')
    await expect(ada.room.message(text)).toHaveCount(1)
    await ada.page.reload()
    await expect(ada.room.message(text)).toHaveCount(1)
    const bert = await people.join('Bert')
    await expect(bert.room.message(text)).toHaveCount(1)
  })

  test(`${signal} in the middle of sending loses nothing and doubles nothing`, async ({ people, server, unique }) => {
    const ada = await people.join('Ada')
    const bert = await people.join('Bert')
    const word = unique('counting')
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
