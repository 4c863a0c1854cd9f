import { getUsers, sendMessage, syncSession } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { connectPerson, joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

test('who comes back gets nothing of what they missed before they sync, even if they ask Socket.IO for it (S3)', async () => {
  const { url } = await startServer()
  const bob = await joinGeneral(url, { name: 'Bob' })
  const alice = await joinGeneral(url, { name: 'Alice' })
  const { rooms } = await alice.get(syncSession, { cursors: {} })
  const cursor = rooms[0]?.head ?? 0
  const earlier = { pid: alice.socket.id, offset: '0' }
  alice.socket.close()
  const { seq } = await bob.get(sendMessage, { id: uuidv7(), roomId: bob.roomId, text: 'while you were away' })

  const { credentials } = alice
  const back = await connectPerson(url, {
    credentials,
    socket: { auth: { protocol: 1, token: credentials.token, ...earlier } },
  })
  expect(back.socket.recovered).not.toBe(true)
  await back.get(getUsers, { ids: [credentials.userId] })
  await bob.get(sendMessage, { id: uuidv7(), roomId: bob.roomId, text: 'still not subscribed' })
  await back.get(getUsers, { ids: [credentials.userId] })
  expect(back.framesOf(bob.roomId)).toEqual([])

  const { changes } = await back.get(syncSession, { cursors: { [bob.roomId]: cursor } })
  expect(changes).toMatchObject([{ from: cursor, messages: [{ seq }, { seq: seq + 1 }] }])
})
