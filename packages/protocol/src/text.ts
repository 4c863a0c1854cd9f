import { z } from 'zod'

/** Characters that reorder or hide what stands around them; in a name they let one person pass for another. */
const DECEPTIVE = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u
const STACKED_MARKS = /\p{M}{5}/u

/** Counts Unicode code points, which is what JSON Schema and PostgreSQL call the length of a string. */
export function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

function boundedText({ min, max }: { min: number; max: number }) {
  return z
    .string()
    .trim()
    .refine((text) => countCharacters(text) >= min, `Must have at least ${min} characters`)
    .refine((text) => countCharacters(text) <= max, `Must have at most ${max} characters`)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'Must be well-formed Unicode without NUL')
    .meta({ minLength: min, maxLength: max })
}

/** Free text of several lines; surrounding white space does not count and is not kept. */
export function multilineText(bounds: { min: number; max: number }) {
  return boundedText(bounds)
}

/** A name on one line, without characters that hide, reorder or stack. */
export function nameText(bounds: { min: number; max: number }) {
  return boundedText(bounds)
    .refine((text) => !DECEPTIVE.test(text), 'Must not have control or invisible characters')
    .refine((text) => VISIBLE.test(text), 'Must have a visible character')
    .refine((text) => !STACKED_MARKS.test(text), 'Must not stack more than four marks on a letter')
}
