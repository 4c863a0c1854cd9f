import { RoomId, type UserId } from '@chat/protocol'
import { sql } from 'kysely'
import type { Database } from '../src/database/database.ts'

/** The numbers 1 to `count` as a table `n(i)`, in SQL that both databases understand. */
export const numbers = (count: number) =>
  sql`(with recursive c(i) as (select 1 union all select i + 1 from c where i < ${sql.lit(count)}) select i from c) as n`

export const LARGE = { members: 10_000, messages: 100_000 } as const

/** Of messages, so that no statement takes longer than the database lets one take, on a busy machine either. */
const BATCH = 10_000

/** Puts a room with ten thousand members and a hundred thousand messages straight into the database, with the reader as its last member. */
export async function addLargeRoom({ write }: Database, reader: UserId): Promise<RoomId> {
  const roomId = RoomId.parse('large')
  const { members, messages } = LARGE
  const head = members + messages + 1
  await write
    .insertInto('rooms')
    .values({
      id: roomId,
      kind: 'public',
      name: 'Large',
      slug: 'large',
      topic: null,
      head,
      head_at: 1,
      member_count: members + 1,
      read_only: 0,
      archived: 0,
      pin_count: 0,
      changed_seq: 0,
      created_at: 1,
      created_by: null,
    })
    .execute()
  const now = new Date().toISOString()
  await sql`
    insert into users (id, name, email, email_verified, created_at, updated_at)
    select 'p' || i, 'Person ' || i, 'p' || i || '@example.org', false, ${now}, ${now} from ${numbers(members)}
  `.execute(write)
  await sql`
    insert into members (room_id, user_id, role, joined_seq, left_seq, last_read_seq)
    select ${roomId}, 'p' || i, 'member', i, null, i from ${numbers(members)}
  `.execute(write)
  await sql`
    insert into room_log (room_id, seq, kind, subject_id, actor_id, at)
    select ${roomId}, i, 'member.joined', 'p' || i, 'p' || i, 1 from ${numbers(members)}
  `.execute(write)
  for (let before = 0; before < messages; before += BATCH) {
    const number = sql`(${sql.lit(before)} + i)`
    const author = sql`'p' || (1 + ${number} % ${sql.lit(members)})`
    await sql`
      insert into messages (id, room_id, seq, author_id, text, sent_at)
      select 'm' || ${number}, ${roomId}, ${sql.lit(members)} + ${number}, ${author}, 'Message ' || ${number}, 1
      from ${numbers(BATCH)}
    `.execute(write)
    await sql`
      insert into room_log (room_id, seq, kind, subject_id, actor_id, at)
      select ${roomId}, ${sql.lit(members)} + ${number}, 'message.posted', 'm' || ${number}, ${author}, 1
      from ${numbers(BATCH)}
    `.execute(write)
  }
  await sql`
    insert into members (room_id, user_id, role, joined_seq, left_seq, last_read_seq)
    values (${roomId}, ${reader}, 'member', ${sql.lit(head)}, null, 0)
  `.execute(write)
  return roomId
}
