import { foldName } from '@chat/protocol'
import { type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Latin, Greek, Cyrillic and Armenian. */
const [FIRST, LAST] = [0xc0, 0x587]

/**
 * `folded_name` of a text, as `foldName` has it: names are looked up by it on both databases. To SQLite each connection
 * brings it along. In many locales PostgreSQL itself lowers ASCII alone.
 */
export const addFoldedNames: Migration = {
  async up(db: Kysely<unknown>) {
    if (db.getExecutor().adapter instanceof SqliteAdapter) return
    const letters = Array.from({ length: LAST - FIRST + 1 }, (_, index) => String.fromCodePoint(FIRST + index))
      .map((letter) => ({ letter, folded: foldName(letter) }))
      .filter(({ letter, folded }) => letter.normalize('NFKD') === letter && folded !== letter && folded !== '')
    const single = letters.filter(({ folded }) => folded.length === 1)
    const withoutAccents = sql`regexp_replace(normalize(name, NFKD), '[\\u0300-\\u036f]', '', 'g')`
    const translated = sql`translate(${withoutAccents}, ${listed(single.map(({ letter }) => letter))}, ${listed(single.map(({ folded }) => folded))})`
    const folded = letters
      .filter((one) => !single.includes(one))
      .reduce<RawBuilder<unknown>>(
        (text, { letter, folded }) => sql`replace(${text}, ${sql.lit(letter)}, ${sql.lit(folded)})`,
        sql`lower(${translated})`,
      )
    await sql`create or replace function folded_name(name text) returns text language sql immutable as $$ select ${folded} $$`.execute(
      db,
    )
  },
}

const listed = (letters: readonly string[]) => sql.lit(letters.join(''))
