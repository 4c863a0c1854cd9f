import { isEmoji, normaliseEmoji } from '@chat/protocol'
import emojis from 'emojibase-data/en/compact.json'
import messages from 'emojibase-data/en/messages.json'
import shortcodes from 'emojibase-data/en/shortcodes/github.json'
import type { EmojiData } from 'frimousse'

/** An emoji by what people call it. */
export interface NamedEmoji {
  readonly emoji: string
  readonly label: string
  /** As one writes them between colons. The first is the usual one. */
  readonly names: readonly string[]
  /** Words that it is found by. */
  readonly tags: readonly string[]
}

/** Parts of other emoji, which say nothing by themselves. */
const COMPONENTS = 2
const TONES = { light: '🏻', 'medium-light': '🏼', medium: '🏽', 'medium-dark': '🏾', dark: '🏿' }

function toNamed({ unicode, label, hexcode, tags = [] }: (typeof emojis)[number]): NamedEmoji {
  const names = [shortcodes[hexcode] ?? label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')].flat()
  return { emoji: normaliseEmoji(unicode), label, names, tags }
}

// What this browser takes for an emoji it can most likely draw.
const known = emojis
  .filter(({ group }) => group !== undefined && group !== COMPONENTS)
  .map((entry) => ({ ...toNamed(entry), category: entry.group ?? 0, skins: entry.skins ?? [] }))
  .filter(({ emoji }) => isEmoji(emoji))

/** Every emoji, in the order of Unicode. */
export const namedEmojis: readonly NamedEmoji[] = known

function skinsOf(variants: readonly { unicode: string }[]) {
  const inOneTone = (tone: string) => {
    const others = Object.values(TONES).filter((other) => other !== tone)
    const variant = variants.find(
      ({ unicode }) => unicode.includes(tone) && !others.some((other) => unicode.includes(other)),
    )
    return variant ? normaliseEmoji(variant.unicode) : ''
  }
  const { light, 'medium-light': mediumLight, medium, 'medium-dark': mediumDark, dark } = TONES
  const skins = {
    light: inOneTone(light),
    'medium-light': inOneTone(mediumLight),
    medium: inOneTone(medium),
    'medium-dark': inOneTone(mediumDark),
    dark: inOneTone(dark),
  }
  return Object.values(skins).every(isEmoji) ? { skins } : {}
}

/** The same as the picker wants it. */
export const pickerData: EmojiData = {
  locale: 'en',
  emojis: known.map(({ emoji, label, names, tags, category, skins }) => ({
    emoji,
    label,
    category,
    version: 0,
    tags: [...names, ...tags],
    ...skinsOf(skins),
  })),
  categories: messages.groups
    .filter(({ order }) => order !== COMPONENTS)
    .map(({ order, message }) => ({ index: order, label: message.charAt(0).toUpperCase() + message.slice(1) })),
  skinTones: {
    light: 'Light skin tone',
    'medium-light': 'Medium-light skin tone',
    medium: 'Medium skin tone',
    'medium-dark': 'Medium-dark skin tone',
    dark: 'Dark skin tone',
  },
}
