import { loadEmojiData } from './load-emoji-data.ts'
import { hasShortcode, replaceShortcodes } from './shortcodes.ts'

/** The text as it is sent: with emoji in the place of their names. Without the names it is sent as it was written. */
export async function writeEmojis(text: string): Promise<string> {
  if (!hasShortcode(text)) return text
  return loadEmojiData().then(
    ({ namedEmojis }) => replaceShortcodes(text, namedEmojis),
    () => text,
  )
}
