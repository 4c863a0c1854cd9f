import { join } from 'node:path'
import type { MessageId } from '@chat/protocol'
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely'
import pg from 'pg'
import { openForReading } from '../../src/database/sqlite-file.ts'
import type { Tables } from '../../src/database/tables.ts'
import type { TestStorage } from '../test-database.ts'

/** What a database holds of the room general, read at one moment and past the server. */
export interface StoredRoom {
  readonly head: number
  /** In order of seq. */
  readonly log: readonly Tables['room_log'][]
  /** In order of seq. */
  readonly messages: readonly Tables['messages'][]
}

export async function readStoredRoom(storage: TestStorage): Promise<StoredRoom> {
  const db = open(storage)
  try {
    // One snapshot: messages go on coming in.
    return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (snapshot) => {
        const room = await snapshot
          .selectFrom('rooms')
          .select(['id', 'head'])
          .where('slug', '=', 'general')
          .executeTakeFirstOrThrow()
        const log = snapshot.selectFrom('room_log').selectAll().where('room_id', '=', room.id).orderBy('seq')
        const messages = snapshot.selectFrom('messages').selectAll().where('room_id', '=', room.id).orderBy('seq')
        return { head: room.head, log: await log.execute(), messages: await messages.execute() }
      })
  } finally {
    await db.destroy()
  }
}

/** Which of these messages a database holds, read past the server. */
export async function findStored(storage: TestStorage, ids: readonly MessageId[]): Promise<Set<MessageId>> {
  if (ids.length === 0) return new Set()
  const db = open(storage)
  try {
    const rows = await db.selectFrom('messages').select('id').where('id', 'in', ids).execute()
    return new Set(rows.map(({ id }) => id))
  } finally {
    await db.destroy()
  }
}

/** What SQLite itself finds wrong with the file; nothing where PostgreSQL looks after its files. */
export async function checkIntegrity(storage: TestStorage): Promise<string[]> {
  if (storage.databaseUrl !== undefined) return []
  const db = open(storage)
  try {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
    return rows.map((row) => row.integrity_check).filter((finding) => finding !== 'ok')
  } finally {
    await db.destroy()
  }
}

const INT8 = 20

function open({ dataDir, databaseUrl }: TestStorage): Kysely<Tables> {
  if (databaseUrl === undefined) {
    return new Kysely({ dialect: new SqliteDialect({ database: openForReading(join(dataDir, 'chat.sqlite')) }) })
  }
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) },
  })
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}
