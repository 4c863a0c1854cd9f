import type { AnsweredMessage, Draft, Seq } from '@chat/protocol'

/** A text that the server has, or had; the empty one of version 0 where there never was one. */
export interface KnownDraft {
  readonly version: Seq
  readonly text: string
  readonly answered?: AnsweredMessage | undefined
}

/** What somebody has begun to write in a room, on this device. */
export interface DraftState {
  /** What stands there. */
  readonly text: string
  /** What it answers. */
  readonly answered?: AnsweredMessage | undefined
  /** What it has come from: where it is the same, nothing was written here since. */
  readonly base: KnownDraft
  /** What was sent to the server, and it is not known whether that has got there. */
  readonly sent?: string
  /** What another device has written meanwhile. Both are kept until the person has chosen. */
  readonly elsewhere?: KnownDraft
}

export const emptyDraft: DraftState = { text: '', base: { version: 0, text: '' } }

/** Whether the server does not have yet what was written here. The server takes white space at the ends away. */
export function isAhead({ text, answered, base }: DraftState): boolean {
  return text.trim() !== base.text || (base.text !== '' && !isSame(answered, base.answered))
}

function isSame(one: AnsweredMessage | undefined, other: AnsweredMessage | undefined): boolean {
  return one?.id === other?.id
}

/** Another text stands there. */
export function written(state: DraftState, text: string): DraftState {
  return { ...state, text }
}

/** It answers another message, or none. */
export function answering(state: DraftState, message: AnsweredMessage | undefined): DraftState {
  return { ...state, answered: message && { id: message.id, seq: message.seq, authorId: message.authorId } }
}

/** Nothing stands there any more: it was sent. */
export function sentOff(state: DraftState): DraftState {
  return written(answering(state, undefined), '')
}

/** The server has taken what was sent. */
export function taken({ sent: _, ...state }: DraftState, base: KnownDraft): DraftState {
  return { ...state, base: base.version < state.base.version ? state.base : base }
}

/**
 * What follows from what the server has now. Never takes away what was written here and nobody else has.
 *
 * @param there undefined where it has none
 */
export function meet(state: DraftState, there: Draft | undefined): DraftState {
  const { base, sent, text } = state
  const isAsked = text.trim() !== '' && there?.version === state.elsewhere?.version
  if (there && (there.version <= base.version || isAsked)) return state
  const now: KnownDraft = there
    ? { version: there.version, text: there.text, answered: there.answered }
    : { version: base.version, text: '' }
  // What was chosen here stays; what was found here changes with what it came from.
  const answered = isSame(state.answered, base.answered) ? now.answered : state.answered
  const { elsewhere: _, sent: __, ...rest } = state
  // It is what this device has sent, although nobody has said so.
  if (now.text === sent || now.text === text.trim()) return { ...rest, answered, base: now }
  if (!isAhead(state) || text.trim() === '') return { text: now.text, answered, base: now }
  // What is written on stays, also where what it began with was sent from another device.
  return now.text === '' ? { ...rest, base: now } : { ...state, elsewhere: now }
}

/** What the person makes of two texts. */
export type DraftChoice = 'use' | 'add' | 'discard'

export function choose({ elsewhere, ...state }: DraftState, choice: DraftChoice): DraftState {
  if (!elsewhere) return state
  const rest = { ...state, base: elsewhere }
  if (choice === 'discard') return rest
  const own = choice === 'use' ? '' : state.text.trimEnd()
  const answered = choice === 'use' ? elsewhere.answered : (state.answered ?? elsewhere.answered)
  return { ...rest, answered, text: own === '' ? elsewhere.text : `${own}\n\n${elsewhere.text}` }
}
