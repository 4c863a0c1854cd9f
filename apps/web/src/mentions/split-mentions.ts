/** A piece of a text: as it is, or an `@` and a name that mentions somebody. */
export interface MentionPiece {
  readonly text: string
  /** The name in lower case; undefined where nobody is mentioned. */
  readonly name?: string
}

/** Cuts a text where one of the names follows an `@`: the longest, in any case. */
export function splitMentions(text: string, names: Iterable<string>): MentionPiece[] {
  const wanted = [...new Set(Array.from(names, (name) => name.toLowerCase()))].sort((a, b) => b.length - a.length)
  if (wanted.length === 0 || !text.includes('@')) return [{ text }]
  const pattern = new RegExp(
    `(?<![@\\p{Script=Latin}\\p{N}])@(${wanted.map(escapePattern).join('|')})(?![\\p{Script=Latin}\\p{N}\\p{M}])`,
    'giu',
  )
  const pieces: MentionPiece[] = []
  let end = 0
  for (const { 0: whole, 1: name = '', index } of text.matchAll(pattern)) {
    if (index > end) pieces.push({ text: text.slice(end, index) })
    pieces.push({ text: whole, name: name.toLowerCase() })
    end = index + whole.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}

function escapePattern(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
