import { outsideCode } from '../markdown/outside-code.ts'
import type { NamedEmoji } from './emoji-data.ts'

const SHORTCODE = /(?<![\w:]):([a-z0-9_+-]+):(?!\w)/g

/** A colon and two characters more: smileys and times are written more often than emoji. */
const BEGUN = /(?<![\w:]):[a-z0-9_+-][a-z0-9_+:-]/

/** Whether somebody has at least begun to write the name of an emoji between colons. */
export function beginsShortcode(text: string): boolean {
  return BEGUN.test(text)
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
