import type { QueryResult } from 'kysely'
import type { PersonOutcome } from '../personal/commit-person-changes.ts'
import type { PersonChange } from '../personal/person-kinds.ts'
import type { ReadMove, WrittenMark } from '../reads/write-read-marks.ts'
import type { PackedChange, PackedOutcome } from './pack-posts.ts'

export type WriterRequest =
  | { kind: 'query'; sql: string; parameters: readonly unknown[] }
  | { kind: 'commit'; changes: readonly PackedChange[]; now: number }
  | { kind: 'own'; changes: readonly PersonChange[]; now: number }
  | { kind: 'marks'; marks: readonly ReadMove[] }
  | { kind: 'rollback' }
  | { kind: 'close' }

export type WriterAnswer =
  | { kind: 'rows'; result: QueryResult<unknown> }
  | { kind: 'outcomes'; outcomes: PackedOutcome[] }
  | { kind: 'own outcomes'; outcomes: PersonOutcome[] }
  | { kind: 'marked'; marks: WrittenMark[] }
  | { kind: 'rolled back' }
  | { kind: 'closed' }
  | { kind: 'failed'; error: SerializedError }

/** An error on its way between threads; a structured clone alone would lose its `code`. */
interface SerializedError {
  message: string
  code: string | undefined
  stack: string | undefined
}

export function serializeError(error: unknown): SerializedError {
  if (!(error instanceof Error)) return { message: String(error), code: undefined, stack: undefined }
  return { message: error.message, code: 'code' in error ? String(error.code) : undefined, stack: error.stack }
}

export function deserializeError({ message, code, stack }: SerializedError): Error {
  const error = Object.assign(new Error(message), { code })
  if (stack !== undefined) error.stack = stack
  return error
}
