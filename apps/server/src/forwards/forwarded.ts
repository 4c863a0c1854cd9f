import { Forwarded } from '@chat/protocol'
import type { Tables } from '../database/tables.ts'

/** What is needed of a message to pass it on. */
type SourceRow = Pick<
  Tables['messages'],
  'id' | 'room_id' | 'seq' | 'author_id' | 'text' | 'sent_at' | 'deleted_at' | 'forwarded'
>

/** What the column says. */
export function parseForwarded(column: string): Forwarded {
  return Forwarded.parse(JSON.parse(column))
}

/**
 * What passing a message on copies: its text; of one that is forwarded itself what that has passed on, by whoever wrote it.
 * Undefined where nothing is left of either.
 *
 * @param isPrivate it goes where not everybody may read the original: then only which it is goes, and no text
 */
export function forwardedOf(source: SourceRow, isPrivate: boolean): Forwarded | undefined {
  if (source.deleted_at !== null) return undefined
  const passedOn = source.forwarded === null ? undefined : parseForwarded(source.forwarded)
  if (passedOn && (passedOn.private || passedOn.text !== '')) {
    // A copy within the room has the text, and is no way out of it.
    return isPrivate && passedOn.roomId === source.room_id ? withoutText(passedOn) : passedOn
  }
  if (source.text === '') return undefined
  const forwarded = {
    authorId: source.author_id,
    text: source.text.replaceAll(UNPRINTED, ''),
    sentAt: source.sent_at,
    roomId: source.room_id,
    seq: source.seq,
  }
  return isPrivate ? withoutText(forwarded) : forwarded
}

function withoutText(forwarded: Forwarded): Forwarded {
  return { ...forwarded, text: '', private: true }
}

/** They show nothing, and in a frame, which has to hold a thread's root and a reply, each would take six bytes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
const UNPRINTED = /[\u0001-\u0007\u000b\u000e-\u001f]/g
