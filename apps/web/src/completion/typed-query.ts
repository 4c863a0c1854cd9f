import { foldName } from '@chat/protocol'
import { isInCode } from '../markdown/outside-code.ts'
import type { Completion, CompletionSource } from './completion-source.ts'

/** What somebody is writing that can be completed. */
export interface TypedQuery {
  readonly source: CompletionSource
  /** Where the trigger stands. */
  readonly start: number
  readonly query: string
}

/** The word before the caret, if it begins with one of the triggers and is no code. */
export function typedQuery(text: string, caret: number, sources: readonly CompletionSource[]): TypedQuery | undefined {
  const before = text.slice(0, caret)
  for (const source of sources) {
    const start = before.lastIndexOf(source.trigger)
    const query = before.slice(start + source.trigger.length)
    if (start < 0 || !source.query.test(query)) continue
    // In the middle of a word, or of an address, it is no trigger.
    if (start > 0 && !/[\s(["'*_~>]/.test(before.charAt(start - 1))) continue
    if (!isInCode(before)) return { source, start, query }
  }
  return undefined
}

/**
 * What may still be taken of the completions of an earlier query, while those of the present one are on their way: Enter
 * must not put a name into the text that nobody would have found by what stands there now.
 */
export function stillFitting(
  completions: readonly Completion[],
  earlier: TypedQuery,
  now: TypedQuery,
): readonly Completion[] {
  if (earlier === now) return completions
  if (earlier.source !== now.source || earlier.start !== now.start) return []
  const query = foldName(now.query)
  return completions.filter(({ label }) => foldName(label).includes(query))
}

/** The text with the completion in the place of what was typed, and where the caret then stands. */
export function complete(
  text: string,
  caret: number,
  { start }: Pick<TypedQuery, 'start'>,
  completion: string,
): { readonly text: string; readonly caret: number } {
  const after = text.slice(caret)
  const space = /^\s/.test(after) ? '' : ' '
  return { text: text.slice(0, start) + completion + space + after, caret: start + completion.length + 1 }
}
