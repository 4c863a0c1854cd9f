import { limits, MessageId, sendMessage } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'
import { watchDatabase } from '../../test/watched-database.ts'
import { readReactions } from './reactions-store.ts'

test('a page on which everything has many reactions takes as few queries as one such message (S56)', async () => {
  const { url, storage, database } = await startServer()
  const { db, plans } = watchDatabase(storage)
  const ann = await joinGeneral(url, { name: 'Ann' })
  const people = await Promise.all(Array.from({ length: 40 }, (_, number) => addPerson(database, `Person ${number}`)))
  const reader = people.at(-1)
  const ids = Array.from({ length: 5 }, () => MessageId.parse(uuidv7()))
  for (const message_id of ids) {
    await ann.get(sendMessage, { id: message_id, roomId: ann.roomId, text: 'Cake in the kitchen' })
    const rows = ['🎉', '👍'].flatMap((emoji, other) =>
      people.map((user_id, one) => ({ message_id, user_id, emoji, seq: other * people.length + one + 1 })),
    )
    await database.write.insertInto('reactions').values(rows).execute()
  }
  const [one] = ids
  if (!one) throw new Error('unreachable')
  await plans()
  await readReactions(db, [one], reader)
  const few = (await plans()).length
  const all = await readReactions(db, ids, reader)
  expect(await plans()).toHaveLength(few)
  const userIds = [...people.slice(0, limits.reactionsNamedEach), reader]
  const both = ['🎉', '👍'].map((emoji) => ({ emoji, userIds, count: people.length }))
  expect(all).toEqual(new Map(ids.map((id) => [id, both])))
})
