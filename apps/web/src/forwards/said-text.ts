import type { Forwarded, UserId } from '@chat/protocol'

/** A message, or what is known of one. */
interface Said {
  readonly text: string
  readonly forwarded?: Forwarded | undefined
}

/**
 * What a message says where there is room for words alone: its text; where it only passes something on, that. The
 * Markdown of either stays whole.
 */
export function saidText({ text, forwarded }: Said, blocked: ReadonlySet<UserId> = new Set()): string {
  if (text !== '' || forwarded === undefined) return text
  if (blocked.has(forwarded.authorId)) return 'Forwarded: from somebody you have blocked'
  if (forwarded.private && forwarded.text === '') return 'Forwarded: a message that was written in private'
  return forwarded.text === '' ? 'Forwarded: a text that is gone' : `Forwarded:\n\n${forwarded.text}`
}

/** What is copied of a message: its text, and under that what it passes on. */
export function wholeText({ text, forwarded }: Said): string {
  return [text, forwarded?.text ?? ''].filter((part) => part !== '').join('\n\n')
}
