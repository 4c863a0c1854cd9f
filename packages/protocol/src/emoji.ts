import { z } from 'zod'
import { limits } from './limits.ts'

const ONE_EMOJI = /^\p{RGI_Emoji}$/v
const SELECTORS = /[\ufe0e\ufe0f]/g
/** What shows as text unless U+FE0F follows it. A skin tone says enough. */
const SHOWN_AS_TEXT = /[\p{Emoji}--\p{Emoji_Presentation}](?!\p{Emoji_Modifier})/gv

/**
 * Writes an emoji in the one way that Unicode calls fully qualified: what a keyboard leaves out or adds of the invisible
 * U+FE0F makes no other emoji of it. Skin tones do.
 */
export function normaliseEmoji(text: string): string {
  return text.replaceAll(SELECTORS, '').replaceAll(SHOWN_AS_TEXT, '$&\ufe0f')
}

/** Whether something is one emoji that Unicode recommends for exchange, fully qualified. */
export function isEmoji(text: string): boolean {
  return ONE_EMOJI.test(text)
}

/** One emoji, whether or not it has its U+FE0F. */
export const Emoji = z
  .string()
  .max(limits.emoji.max * 2)
  .overwrite(normaliseEmoji)
  .refine(isEmoji, 'Must be one emoji')
  .meta({
    id: 'Emoji',
    description: 'One emoji of those that Unicode recommends for exchange; with or without U+FE0F it is the same.',
    minLength: limits.emoji.min,
    maxLength: limits.emoji.max,
  })
