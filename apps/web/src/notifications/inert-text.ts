/** Line ends and other control characters, and those that turn the direction of what follows them. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

/** Letters that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** A text that others have written, for a place where it is nothing but a line of text: so many characters of it. */
export function inertText(text: string, characters: number): string {
  const line = text.replace(UNSEEN, ' ').replace(/ {2,}/g, ' ').trim()
  const all = [...line]
  return all.length <= characters ? line : `${all.slice(0, characters - 1).join('')}…`
}

/** A name within a sentence: it does not turn the sentence around. */
export function inertName(name: string): string {
  const line = inertText(name, 50)
  return RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line
}
