import { type RawBuilder, sql } from 'kysely'

/**
 * Whether a column has a text in it, in any case. SQLite lowers ASCII alone; what is typed as it is written is found in
 * any script. Nothing of the text is special.
 */
export function containing(column: string, text: string): RawBuilder<boolean> {
  const pattern = (part: string) => `%${literally(part)}%`
  const name = sql.ref(column)
  return sql<boolean>`(lower(${name}) like ${pattern(text.toLowerCase())} escape '\\' or ${name} like ${pattern(text)} escape '\\')`
}

/** Whether a word of a column begins with a text, in any case; in scripts that SQLite does not lower, as it is typed. */
export function beginningAWord(column: string, text: string): RawBuilder<boolean> {
  const lowered = text.toLowerCase()
  const written = new Set([text, lowered, lowered.replace(/^\p{L}/u, (letter) => letter.toUpperCase())])
  const name = sql.ref(column)
  const patterns = [...written].flatMap((word) => {
    const pattern = `${literally(word)}%`
    return [pattern, `% ${pattern}`]
  })
  const matches = patterns.map(
    (pattern) => sql`${name} like ${pattern} escape '\\' or lower(${name}) like ${pattern} escape '\\'`,
  )
  return sql<boolean>`(${sql.join(matches, sql` or `)})`
}

/** What stands for itself in a pattern. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
