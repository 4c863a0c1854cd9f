import { foldName } from '@chat/protocol'
import { type RawBuilder, sql } from 'kysely'

/**
 * Whether a name has a text in it, in any case and without regard to accents; or as it is typed, where a database knows the
 * letters of some scripts alone. Nothing of the text is special.
 */
export function containing(column: string, text: string): RawBuilder<boolean> {
  return matching(text, '%', folded(column), sql.ref(column))
}

/** Whether a word of a name begins with a text, by the same rule. */
export function beginningAWord(column: string, text: string): RawBuilder<boolean> {
  return matching(text, '% ', sql`' ' || ${folded(column)}`, sql`' ' || ${sql.ref(column)}`)
}

function matching(
  text: string,
  before: string,
  foldedName: RawBuilder<unknown>,
  name: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const [small, typed] = [foldName(text), text].map((part) => `${before}${literally(part)}%`)
  return sql<boolean>`(${foldedName} like ${small} escape '\\' or ${name} like ${typed} escape '\\')`
}

/**
 * A name of plain letters needs no more than `lower`: in a large room what `folded_name` takes would stall everybody. In a
 * Turkish database the small letter of I has no dot.
 */
function folded(column: string): RawBuilder<unknown> {
  const name = sql.ref(column)
  const small = sql`replace(lower(${name}), 'ı', 'i')`
  return sql`(case when octet_length(${name}) = length(${name}) then ${small} else folded_name(${name}) end)`
}

/** What stands for itself in a pattern. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
