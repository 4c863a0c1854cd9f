import { MessageId, roomChanged, sendMessage } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { startEngineDevice } from '../../test/faults/engine-device.ts'
import { loseAcks } from '../../test/faults/lose-acks.ts'
import { createRandom } from '../../test/faults/seeded-random.ts'
import { createSendHistory } from '../../test/faults/send-history.ts'
import { readStoredRoom } from '../../test/faults/stored-room.ts'
import { startTcpProxy } from '../../test/faults/tcp-proxy.ts'
import { startServer } from '../../test/start-server.ts'

async function setUp() {
  const { url, storage } = await startServer()
  const proxy = await startTcpProxy(url)
  const witness = await joinGeneral(url, { name: 'Witness' })
  return {
    proxy,
    witness,
    /** Resolves once the server has stored a message of this text and told everybody whom it can reach. */
    hasStored: (text: string) =>
      witness.hasReceived({
        name: roomChanged.name,
        payload: expect.objectContaining({ messages: [expect.objectContaining({ text })] }),
      }),
    storedTexts: async () => (await readStoredRoom(storage)).messages.map(({ text }) => text),
  }
}

test('whoever asks again after a lost answer hears where the message already is', async () => {
  const { proxy, hasStored, storedTexts } = await setUp()
  const anna = await joinGeneral(proxy.url, { name: 'Anna' })
  const message = { id: MessageId.parse(uuidv7()), roomId: anna.roomId, text: 'Did you get this?' }
  proxy.swallowAnswers()
  const unanswered = anna.ask(sendMessage, message)
  await hasStored(message.text)
  proxy.reset()
  await expect(unanswered).rejects.toThrow('disconnected')

  const again = await joinGeneral(proxy.url, { credentials: anna.credentials })
  const first = await again.get(sendMessage, message)
  const second = await again.get(sendMessage, message)
  expect(first).toMatchObject({ id: message.id, duplicate: true })
  expect(second).toEqual(first)
  expect(await storedTexts()).toEqual([message.text])
})

test('the client finds out by itself that a message whose answer was lost is there', async () => {
  const { proxy, hasStored, storedTexts } = await setUp()
  const complaints: string[] = []
  const history = createSendHistory()
  const complain = (what: string) => void complaints.push(what)
  const finn = await startEngineDevice({ url: proxy.url, name: 'Finn', isUp: () => true, history, complain })
  proxy.swallowAnswers()
  await finn.send('Did you get this?')
  await hasStored('Did you get this?')
  expect(finn.view().outbox).toMatchObject([{ text: 'Did you get this?', state: 'sending' }])
  proxy.reset()

  await finn.waitsForAtMost(0)
  await finn.send('And this?')
  await finn.waitsForAtMost(0)
  await hasStored('And this?')
  expect(await storedTexts()).toEqual(['Did you get this?', 'And this?'])
  expect(complaints).toEqual([])
})

test('answers lost while everybody writes lose nothing and double nothing', { timeout: 300_000 }, async ({
  annotate,
}) => {
  const random = createRandom()
  await annotate(`CHAT_SEED=${random.seed}`)
  expect(await loseAcks({ times: 5, random })).toBeGreaterThan(0)
})
