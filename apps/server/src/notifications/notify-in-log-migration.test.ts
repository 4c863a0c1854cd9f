import { RoomId } from '@chat/protocol'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { openTestDatabase } from '../../test/test-database.ts'
import { readPersonChanges } from '../personal/read-person-changes.ts'
import { moveNotifyChoices } from './notify-in-log-migration.ts'
import { addNotifyChoices } from './notify-migration.ts'

const ROOM = {
  kind: 'public',
  slug: null,
  topic: null,
  head: 1,
  head_at: 1,
  member_count: 1,
  read_only: 0,
  archived: 0,
  pin_count: 0,
  changed_seq: 1,
  created_at: 1,
  created_by: null,
  direct_key: null,
} as const

test('what people had chosen before stays, and devices that were away learn of it by their cursor (S62, S65)', async () => {
  const database = await openTestDatabase()
  const { read, write } = database
  const [ann, bob] = [await addPerson(database, 'Ann'), await addPerson(database, 'Bob')]
  const before = write.withTables<Record<string, never>>()
  await write.schema.dropTable('notify_choices').execute()
  await write.schema.dropTable('notify_defaults').execute()
  await addNotifyChoices.up(before)
  const [kitchen, cellar] = [RoomId.parse('kitchen'), RoomId.parse('cellar')]
  for (const id of [kitchen, cellar]) {
    await write
      .insertInto('rooms')
      .values({ ...ROOM, id, name: id })
      .execute()
  }
  const join = (
    userId: string,
    roomId: string,
    left: number | null,
    level: string | null,
    muted: number,
    until: number | null,
  ) =>
    sql`
      insert into members (room_id, user_id, role, joined_seq, left_seq, last_read_seq, changed_seq, notify_level, muted, muted_until)
      values (${roomId}, ${userId}, 'member', 1, ${left}, 1, 1, ${level}, ${muted}, ${until})
    `.execute(write)
  await join(ann, kitchen, null, 'all', 0, null)
  await join(ann, cellar, null, null, 1, 5_000)
  await join(bob, kitchen, null, null, 0, null)
  await join(bob, cellar, 2, 'nothing', 0, null)
  await sql`update users set notify_direct = 'nothing' where id = ${ann}`.execute(write)
  // Her devices have come this far.
  await write.insertInto('person_heads').values({ user_id: ann, head: 7, head_at: 1, trimmed: 0 }).execute()

  await moveNotifyChoices.up(before)
  expect(await readPersonChanges(read, { userId: ann, head: 10 }, 7)).toEqual({
    ...{ from: 7, to: 10, head: 10 },
    notify: [
      { roomId: cellar, muted: true, mutedUntil: 5_000 },
      { roomId: kitchen, level: 'all' },
    ],
    notifyDefaults: [{ rooms: 'mentions', direct: 'nothing' }],
  })
  expect(await read.selectFrom('person_heads').select(['user_id', 'head']).execute()).toEqual([
    { user_id: ann, head: 10 },
  ])
})
