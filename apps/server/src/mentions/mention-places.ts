import { limits, WORD_CHARACTER } from '@chat/protocol'

const ENDS_IN_LETTER = new RegExp(`(?:${WORD_CHARACTER}|@)$`, 'u')
/** Underscores go with the letters that follow them: `@ada_b` is not Ada, `_@Ada_` is. */
const BEGINS_WITH_LETTER = new RegExp(`^_*${WORD_CHARACTER}`, 'u')
/** Beyond it nobody is looked up any more. */
const MAX_PLACES = 50
/** What is escaped, a span of code, backticks that begin none, the rest of an address, and what may mention somebody. */
const PIECES = /\\.|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|`+|(?::\/\/|www\.)[^\s`]*|@/gs
const FENCE = /^[ \t]*((?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)*)(`{3,}(?=[^`]*$)|~{3,})(.*)$/
const QUOTE = /^[ \t]*>/

/**
 * What may be a name after an `@` of a text, for each such place, the longest first. Nothing in code, after a backslash
 * or within a word or an address is such a place.
 */
export function mentionPlaces(text: string): string[][] {
  if (!text.includes('@')) return []
  const places = paragraphs(text).flatMap((paragraph) => startsIn(paragraph).map((start) => namesAt(paragraph, start)))
  return places.filter((names) => names.length > 0).slice(0, MAX_PLACES)
}

interface Fence {
  readonly mark: string
  readonly quoted: boolean
}

/** The pieces of a text between empty lines, without its blocks of code. */
function paragraphs(text: string): string[] {
  const pieces: string[][] = [[]]
  let fence: Fence | undefined
  for (const line of text.split(/\r\n|\r|\n/)) {
    // A block of code ends with the quotation that it is in.
    const open = fence?.quoted && !QUOTE.test(line) ? undefined : fence
    fence = fenceAfter(open, line)
    if (open || fence || line.trim() === '') pieces.push([])
    else pieces.at(-1)?.push(line)
  }
  return pieces.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
}

/** The block of code that is open after a line. */
function fenceAfter(open: Fence | undefined, line: string): Fence | undefined {
  const [, container = '', mark, rest = ''] = FENCE.exec(line) ?? []
  if (mark === undefined) return open
  if (!open) return { mark, quoted: container.includes('>') }
  return mark.startsWith(open.mark) && rest.trim() === '' ? undefined : open
}

/** Where the names begin that may be meant. */
function startsIn(paragraph: string): number[] {
  return [...paragraph.matchAll(PIECES)]
    .filter(
      ({ 0: piece, index }) => piece === '@' && !ENDS_IN_LETTER.test(paragraph.slice(Math.max(0, index - 2), index)),
    )
    .map(({ index }) => index + 1)
    .slice(0, MAX_PLACES)
}

/** What follows, cut at every place where a name may end. */
function namesAt(paragraph: string, start: number): string[] {
  const [line = ''] = paragraph.slice(start, start + 3 * limits.userName.max).split('\n', 1)
  const names: string[] = []
  let name = ''
  let count = 0
  for (const character of line) {
    name += character
    count += 1
    if (count > limits.userName.max) break
    const ends = !(BEGINS_WITH_LETTER.test(line.slice(name.length)) && ENDS_IN_LETTER.test(name))
    if (ends && count >= limits.userName.min && name.trim() === name) names.unshift(name)
  }
  return names
}
