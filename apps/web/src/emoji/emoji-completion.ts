import type { CompletionSource } from '../completion/completion-source.ts'
import { findEmojis } from './find-emojis.ts'
import { loadEmojiData } from './load-emoji-data.ts'

const SHOWN = 8

/** Emoji by `:name`. */
export const emojiCompletion: CompletionSource = {
  trigger: ':',
  title: 'Emoji',
  // From two characters on: ":)" and times are written more often than emoji.
  query: /^[a-z0-9_+-]{2,}$/i,
  async find(query) {
    const { namedEmojis } = await loadEmojiData()
    return findEmojis(namedEmojis, query, SHOWN).map(({ emoji, names: [name = ''] }) => ({
      id: emoji,
      sign: emoji,
      label: `:${name}:`,
      text: emoji,
    }))
  },
}
