import { outsideCode } from '../markdown/outside-code.ts'
import type { NamedEmoji } from './emoji-data.ts'

const SHORTCODE = /(?<![\w:]):([a-z0-9_+-]+):(?!\w)/g

/** Whether a text may have the name of an emoji between colons. */
export function hasShortcode(text: string): boolean {
  return text.search(SHORTCODE) >= 0
}

/** Puts emoji in the place of their names between colons; code and what names none stay. */
export function replaceShortcodes(text: string, all: readonly NamedEmoji[]): string {
  return outsideCode(text, (part) =>
    part.replaceAll(
      SHORTCODE,
      (written, name: string) => all.find(({ names }) => names.includes(name))?.emoji ?? written,
    ),
  )
}
