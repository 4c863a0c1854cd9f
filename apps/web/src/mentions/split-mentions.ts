import { WORD_CHARACTER } from '@chat/protocol'

/** A piece of a text: as it is, or an `@` and a name that mentions somebody. */
export interface MentionPiece {
  readonly text: string
  /** The name in lower case; undefined where nobody is mentioned. */
  readonly name?: string
}

const ENDS_IN_WORD = new RegExp(`${WORD_CHARACTER}$`, 'u')

/** Cuts a text where one of the names follows an `@`, as the server does: the longest, in any case, and no part of a word. */
export function splitMentions(text: string, names: Iterable<string>): MentionPiece[] {
  // Not in lower case: that makes two characters of some, which then match no other case.
  const wanted = [...new Set(names)].sort((a, b) => b.length - a.length)
  if (wanted.length === 0 || !text.includes('@')) return [{ text }]
  const pattern = new RegExp(`(?<!${WORD_CHARACTER}|@)@(${wanted.map(toPattern).join('|')})`, 'giu')
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

function toPattern(name: string): string {
  const itself = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  return ENDS_IN_WORD.test(name) ? `${itself}(?!_*${WORD_CHARACTER})` : itself
}
