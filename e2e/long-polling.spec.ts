import { expect, test } from './fixtures/chat-test.ts'
import { withoutWebSocket } from './fixtures/without-web-socket.ts'

test.use({ connectionTrouble: true })

test('where the network lets no WebSocket through, the conversation goes on by long polling', async ({
  people,
  server,
  unique,
}) => {
  await using network = await withoutWebSocket(server.url)
  const ada = await people.join('Ada', { url: network.url })
  const bert = await people.join('Bert')
  const [there, back] = [unique('can you hear me?'), unique('loud and clear')]
  await ada.room.say(there)
  await expect(bert.room.message(there)).toHaveCount(1)
  await bert.room.say(back)
  await expect(ada.room.message(back)).toHaveCount(1)
  expect(network.refused()).toBeGreaterThan(0)
})
