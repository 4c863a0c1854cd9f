import { foldName } from '@chat/protocol'
import { type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Small letters of Latin, Greek, Cyrillic and Armenian for which people type others. */
const SPECIAL = Array.from({ length: 0x587 - 0xc0 + 1 }, (_, index) => String.fromCodePoint(0xc0 + index))
  .filter((letter) => letter.normalize('NFKD') === letter && letter.toLowerCase() === letter)
  .map((letter) => [letter, foldName(letter)] as const)
  .filter(([letter, folded]) => letter !== folded && folded !== '')

/**
 * `folded_name` by PostgreSQL's own `lower`, where it has one that knows all letters: `translate` takes ten times as long,
 * since it looks through its list for each. In Turkish databases that makes a small I without a dot, and is put right.
 */
export const foldByLower: Migration = {
  async up(db: Kysely<unknown>) {
    if (db.getExecutor().adapter instanceof SqliteAdapter) return
    const lower = await findLower(db)
    if (!lower) return
    const small = lower(sql`regexp_replace(normalize(name, NFKD), '[\\u0300-\\u036f]', '', 'g')`)
    const folded = SPECIAL.reduce<RawBuilder<unknown>>(
      (text, [letter, plain]) => sql`replace(${text}, ${sql.lit(letter)}, ${sql.lit(plain)})`,
      small,
    )
    await sql`create or replace function folded_name(name text) returns text language sql immutable as $$ select ${folded} $$`.execute(
      db,
    )
  },
}

type Lower = (text: RawBuilder<unknown>) => RawBuilder<unknown>

async function findLower(db: Kysely<unknown>): Promise<Lower | undefined> {
  const { rows } = await sql<{ builtin: boolean; own: boolean }>`
    select exists (select 1 from pg_collation where collname = 'pg_c_utf8') as builtin, lower('ÞΔЖԱ') = 'þδжա' as own
  `.execute(db)
  if (rows[0]?.builtin) return (text) => sql`lower(${text} collate "pg_c_utf8")`
  if (rows[0]?.own) return (text) => sql`lower(${text})`
}
