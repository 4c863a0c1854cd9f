import { MessageId, sendMessage } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { readStoredRoom } from '../../test/faults/stored-room.ts'
import { startServer } from '../../test/start-server.ts'

test('a message that is sent four times at once over two connections is stored once, and all four hear where', async () => {
  const { url, storage } = await startServer()
  const laptop = await joinGeneral(url, { name: 'Emil' })
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const other = await joinGeneral(url, { name: 'Somebody else' })
  const { roomId } = laptop

  // Many at once, with others' messages between them, so that copies fall into one group of the log and into several.
  const ids = Array.from({ length: 50 }, () => MessageId.parse(uuidv7()))
  const answers = await Promise.all(
    ids.map(async (id) => {
      const message = { id, roomId, text: `message ${id}` }
      const copies = [laptop, phone, laptop, phone].map((device) => device.ask(sendMessage, message))
      await other.ask(sendMessage, { id: uuidv7(), roomId, text: 'in between' })
      return Promise.all(copies)
    }),
  )

  const { log, messages } = await readStoredRoom(storage)
  for (const [index, id] of ids.entries()) {
    const [row, ...more] = messages.filter((message) => message.id === id)
    expect(more).toEqual([])
    const first = { id, seq: row?.seq, sentAt: row?.sent_at }
    const again = { ok: true, data: { ...first, duplicate: true } }
    expect(answers[index]).toHaveLength(4)
    expect(answers[index]).toEqual(expect.arrayContaining([{ ok: true, data: first }, again]))
    expect(answers[index]?.filter((answer) => answer.ok && answer.data.duplicate)).toEqual([again, again, again])
    expect(log.filter(({ subject_id }) => subject_id === id)).toHaveLength(1)
  }
})
