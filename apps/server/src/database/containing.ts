import { type RawBuilder, sql } from 'kysely'

/**
 * Whether a column has a text in it, in any case. SQLite lowers ASCII alone; what is typed as it is written is found in
 * any script. Nothing of the text is special.
 */
export function containing(column: string, text: string): RawBuilder<boolean> {
  const pattern = (part: string) => `%${part.replace(/[\\%_]/g, '\\$&')}%`
  const name = sql.ref(column)
  return sql<boolean>`(lower(${name}) like ${pattern(text.toLowerCase())} escape '\\' or ${name} like ${pattern(text)} escape '\\')`
}
