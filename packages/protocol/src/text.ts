import { z } from 'zod'

/** The lengths that a text may have, in Unicode code points. */
export interface TextBounds {
  readonly min: number
  readonly max: number
}

/**
 * Characters that break a line, or that reorder or hide what stands around them: in a name they let one person pass for
 * another. The joiners and the emoji selectors are spared, see {@link USELESS_JOINER}.
 */
const DECEPTIVE =
  /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2800]/u
/**
 * Persian needs the zero-width non-joiner, Indic scripts and emoji families need the joiner. At an end, doubled, or
 * beside a letter that never joins, either one only makes two names look the same.
 */
const USELESS_JOINER =
  /(?:^|[\s\p{N}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\u200c\u200d])[\u200c\u200d]|[\u200c\u200d](?:$|[\s\p{N}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])/u
/** Braille has a blank, and Hangul letters that only fill a place. */
const SHOWN = /[^\s\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u
const STACKED_MARKS = /\p{M}{5}/u

/** Counts Unicode code points, which is what JSON Schema and PostgreSQL call the length of a string. */
export function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** A code point takes one or two of the units that `length` counts, so most texts need no counting. */
function hasAtLeast(min: number, text: string): boolean {
  return text.length >= 2 * min || (text.length >= min && countCharacters(text) >= min)
}

function hasAtMost(max: number, text: string): boolean {
  return text.length <= max || (text.length <= 2 * max && countCharacters(text) <= max)
}

function boundedText({ min, max }: TextBounds) {
  return z
    .string()
    .trim()
    .refine((text) => hasAtLeast(min, text), min === 1 ? 'Must not be empty' : `Must have at least ${min} characters`)
    .refine((text) => hasAtMost(max, text), `Must have at most ${max} characters`)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'Must be well-formed Unicode without NUL')
    .meta({ minLength: min, maxLength: max })
}

/** Free text of several lines; surrounding white space does not count and is not kept. */
export function multilineText(bounds: TextBounds) {
  return boundedText(bounds)
}

/** Whether there is anything to see in a text. */
export function showsAnything(text: string): boolean {
  return SHOWN.test(text)
}

/** Free text that others are shown. Empty only where the bounds allow that. */
export function messageText(bounds: TextBounds) {
  return boundedText(bounds).refine((text) => text === '' || showsAnything(text), 'Must have a visible character')
}

/** A name on one line, without characters that hide, reorder or stack. Empty only where the bounds allow that. */
export function nameText(bounds: TextBounds) {
  return boundedText(bounds)
    .refine(
      (text) => !DECEPTIVE.test(text) && !USELESS_JOINER.test(text),
      'Must not have control or invisible characters',
    )
    .refine((text) => text === '' || VISIBLE.test(text), 'Must have a visible character')
    .refine((text) => !STACKED_MARKS.test(text), 'Must not stack more than four marks on a letter')
}
