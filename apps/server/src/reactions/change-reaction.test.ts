import { limits, MessageId, sendMessage, type UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { joinGeneral } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'
import { watchDatabase } from '../../test/watched-database.ts'
import { commitChanges } from '../log/commit-changes.ts'
import type { ChangeReaction } from './change-reaction.ts'

/** A message, and as many people as are wanted who may react to it. */
async function setUp(count: number) {
  const { url, storage, database } = await startServer()
  const { roomId, get } = await joinGeneral(url, { name: 'Ann' })
  const messageId = MessageId.parse(uuidv7())
  await get(sendMessage, { id: messageId, roomId, text: 'Cake in the kitchen' })
  const people: UserId[] = []
  for (let number = 0; number < count; number += 1) people.push(await addPerson(database, `Person ${number}`))
  await database.commit(
    people.map((userId) => ({ kind: 'member.joined', roomId, actorId: userId, userId, role: 'member' }) as const),
  )
  const change = (actorId: UserId, emoji: string, on = true): ChangeReaction => {
    return { kind: 'reaction.set', roomId, actorId, messageId, emoji, on }
  }
  return { storage, database, people, change }
}

test('many who react to one message at once take no more statements than one (S56)', async () => {
  const { storage, people, change } = await setUp(20)
  const { db, each, plans } = watchDatabase(storage)
  const [first, ...others] = people.map((userId) => change(userId, '👍'))
  if (!first) throw new Error('unreachable')
  await plans()
  await commitChanges({ db, each }, [first], Date.now())
  const few = (await plans()).length
  const outcomes = await commitChanges({ db, each }, others, Date.now())
  expect(await plans()).toHaveLength(few)
  const reactions = [{ emoji: '👍', userIds: people }]
  expect(outcomes.at(-1)).toMatchObject({ status: 'applied', state: { message: { reactions } } })
})

test('of many at once, each sees the emoji of those before it (S56)', async () => {
  const { database, people, change } = await setUp(2)
  const [ann, ben] = people
  if (!ann || !ben) throw new Error('unreachable')
  const faces = Array.from({ length: limits.reactionEmojis }, (_, index) => String.fromCodePoint(0x1f600 + index))
  const [first = '', second = ''] = faces
  await database.commit([change(ann, first)])
  const outcomes = await database.commit([
    ...faces.slice(1).map((face) => change(ann, face)),
    change(ben, '🎉'),
    change(ben, second),
    change(ann, second, false),
    change(ben, '👀'),
    change(ann, first, false),
    change(ann, '🎉'),
  ])
  expect(outcomes.slice(limits.reactionEmojis - 1).map(({ status }) => status)).toEqual([
    'refused',
    'applied',
    'applied',
    'refused',
    'applied',
    'applied',
  ])
  const rows = await database.read.selectFrom('reactions').select(['user_id', 'emoji']).orderBy('seq').execute()
  expect(rows).toEqual([
    ...faces.slice(2).map((emoji) => ({ user_id: ann, emoji })),
    { user_id: ben, emoji: second },
    { user_id: ann, emoji: '🎉' },
  ])
})
