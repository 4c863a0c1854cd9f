import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Lets what is gone be forgotten some day. */
export const trimPersonLogs: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('person_log')
      .addColumn('gone', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema
      .alterTable('person_heads')
      .addColumn('trimmed', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
    await sql`
      update person_log set gone = 1 where
        (kind = 'saved' and not exists (
          select 1 from saved_messages
          where saved_messages.user_id = person_log.user_id and saved_messages.message_id = person_log.subject
        )) or
        (kind = 'drafts' and not exists (
          select 1 from drafts where drafts.user_id = person_log.user_id and drafts.room_id = person_log.subject
        )) or
        (kind = 'reminders' and not exists (
          select 1 from reminders
          where reminders.user_id = person_log.user_id and reminders.message_id = person_log.subject
        ))
    `.execute(db)
    await sql`create index person_log_gone on person_log (user_id, seq) where gone = 1`.execute(db)
  },
}
