import { type Forwarded, limits, showsAnything } from '@chat/protocol'

const WARN_WHEN_LEFT = 200

/** How many characters may stand in a message: fewer beside something that it passes on. */
export function maxOf({ forwarded }: { readonly forwarded?: Forwarded | undefined }): number {
  return (forwarded ? limits.forwardComment : limits.messageText).max
}

/** How much room a text has left, where that is worth saying; characters are Unicode code points. */
export function messageLength(
  text: string,
  max: number = limits.messageText.max,
): {
  readonly empty: boolean
  readonly left: number
  readonly near: boolean
} {
  const trimmed = text.trim()
  // Never more code points than UTF-16 units: the usual short text needs no counting.
  const left = max - (trimmed.length <= max - WARN_WHEN_LEFT ? trimmed.length : [...trimmed].length)
  return { empty: !showsAnything(text), left, near: left <= WARN_WHEN_LEFT }
}

/** What is wrong with a text that is too long, in a sentence; undefined for others. */
export function lengthProblem(text: string, otherwise: string, max?: number): string | undefined {
  const { left } = messageLength(text, max)
  return left < 0 ? `Too long by ${characters(-left)}. Shorten it, or ${otherwise}.` : undefined
}

/** How many they are, in words. */
export function characters(count: number): string {
  return `${count} ${count === 1 ? 'character' : 'characters'}`
}
