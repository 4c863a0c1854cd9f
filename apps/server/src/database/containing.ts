import { foldName } from '@chat/protocol'
import { type RawBuilder, sql } from 'kysely'

/**
 * Whether a name has a text in it, in any case and without regard to accents; or as it is typed, where a database knows the
 * letters of some scripts alone. Nothing of the text is special.
 */
export function containing(column: string, text: string): RawBuilder<boolean> {
  return matching(column, text, (part) => [`%${part}%`])
}

/** Whether a word of a name begins with a text, by the same rule. */
export function beginningAWord(column: string, text: string): RawBuilder<boolean> {
  return matching(column, text, (part) => [`${part}%`, `% ${part}%`])
}

function matching(column: string, text: string, patternsOf: (part: string) => readonly string[]): RawBuilder<boolean> {
  const name = sql.ref(column)
  const folded = patternsOf(literally(foldName(text))).map((one) => sql`folded_name(${name}) like ${one} escape '\\'`)
  const typed = patternsOf(literally(text)).map((one) => sql`${name} like ${one} escape '\\'`)
  return sql<boolean>`(${sql.join([...folded, ...typed], sql` or `)})`
}

/** What stands for itself in a pattern. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
