import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What people have chosen to be notified of moves out of their accounts and memberships, and into their logs. */
export const moveNotifyChoices: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('notify_choices')
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id').onDelete('cascade'))
      .addColumn('level', 'text')
      .addColumn('muted', 'integer', (column) => column.notNull())
      .addColumn('muted_until', 'bigint')
      .addPrimaryKeyConstraint('notify_choices_pk', ['user_id', 'room_id'])
      .execute()
    await db.schema
      .createTable('notify_defaults')
      .addColumn('user_id', 'text', (column) => column.primaryKey().references('users.id').onDelete('cascade'))
      .addColumn('rooms', 'text', (column) => column.notNull())
      .addColumn('direct', 'text', (column) => column.notNull())
      .execute()
    await sql`
      insert into notify_choices (user_id, room_id, level, muted, muted_until)
      select user_id, room_id, notify_level, muted, muted_until from members
      where left_seq is null and (notify_level is not null or muted = 1)
    `.execute(db)
    await sql`
      insert into notify_defaults (user_id, rooms, direct)
      select id, coalesce(notify_rooms, 'mentions'), coalesce(notify_direct, 'all') from users
      where notify_rooms is not null or notify_direct is not null
    `.execute(db)
    await enterIntoLogs(db)
    for (const column of ['notify_level', 'muted', 'muted_until'])
      await db.schema.alterTable('members').dropColumn(column).execute()
    for (const column of ['notify_rooms', 'notify_direct'])
      await db.schema.alterTable('users').dropColumn(column).execute()
  },
}

/** Devices whose cursors are from before learn of it like of any other change. */
async function enterIntoLogs(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into person_heads (user_id, head, head_at)
    select user_id, 0, 0 from (
      select user_id from notify_choices union select user_id from notify_defaults
    ) as choosers where true
    on conflict do nothing
  `.execute(db)
  await sql`
    insert into person_log (user_id, kind, subject, seq)
    select chosen.user_id, chosen.kind, chosen.subject,
      person_heads.head + row_number() over (partition by chosen.user_id order by chosen.kind, chosen.subject)
    from (
      select user_id, 'notify' as kind, room_id as subject from notify_choices
      union all
      select user_id, 'notifyDefaults' as kind, 'all' as subject from notify_defaults
    ) as chosen
    join person_heads on person_heads.user_id = chosen.user_id
  `.execute(db)
  await sql`
    update person_heads set head = (
      select coalesce(max(seq), head) from person_log where person_log.user_id = person_heads.user_id
    )
    where user_id in (select user_id from notify_choices) or user_id in (select user_id from notify_defaults)
  `.execute(db)
}
