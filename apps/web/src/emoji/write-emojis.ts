import { loadEmojiData } from './load-emoji-data.ts'
import { beginsShortcode, replaceShortcodes } from './shortcodes.ts'

/** Fetches the names, if a text that is being written may have some. */
export function prepareEmojis(text: string): void {
  // Without a connection it is sent as it was written.
  if (beginsShortcode(text)) loadEmojiData().catch(() => {})
}

/**
 * The text as it is sent: with emoji in the place of their names. It waits for nothing: what is not in the outbox yet
 * can be lost or overtaken, so without the names it is sent as it was written.
 */
export function writeEmojis(text: string): string {
  const data = loadEmojiData.loaded()
  return data === undefined ? text : replaceShortcodes(text, data.namedEmojis)
}
