import { normaliseEmoji } from '@chat/protocol'

/** More would be a wall. */
const A_FEW = /^(?:\p{RGI_Emoji}\s*){1,6}$/v
/** Spares most texts the expression above, which takes longer to compile than all else that shows a first message. */
const BEGINS_WITH_LETTER = /^[a-z]/i
/** No six emoji are longer, in units of a string. */
const LONGEST = 200

/** Whether a text is a few emoji and nothing else, with or without spaces between them: they are shown large. */
export function isOnlyEmojis(text: string): boolean {
  return text.length <= LONGEST && !BEGINS_WITH_LETTER.test(text) && A_FEW.test(normaliseEmoji(text))
}
