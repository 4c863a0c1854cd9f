import { parentPort, workerData } from 'node:worker_threads'
import type { Timestamp } from '@chat/protocol'
import { Kysely, SqliteDialect } from 'kysely'
import type { Change } from '../log/change.ts'
import { commitChanges } from '../log/commit-changes.ts'
import { commitPersonChanges } from '../personal/commit-person-changes.ts'
import { writeReadMarks } from '../reads/write-read-marks.ts'
import { type PackedOutcome, packOutcome, unpackChange } from './pack-posts.ts'
import { openForWriting } from './sqlite-file.ts'
import { sqliteStatements } from './sqlite-statements.ts'
import type { Writing } from './statements.ts'
import type { Tables } from './tables.ts'
import { serializeError, type WriterAnswer, type WriterRequest } from './writer-messages.ts'

/**
 * The thread that owns the one connection that writes. An fsync or a checkpoint takes its time here and stalls no
 * socket. The main thread asks for one thing after another, so requests never overlap.
 */
if (!parentPort) throw new Error('Runs as a worker thread only')
const port = parentPort

const { file }: { file: string } = workerData
const connection = openForWriting(file)
const writing: Writing = {
  db: new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) }),
  each: sqliteStatements(connection),
}
const transaction = {
  begin: connection.prepare('begin immediate'),
  commit: connection.prepare('commit'),
  rollback: connection.prepare('rollback'),
}

async function answer(request: WriterRequest): Promise<WriterAnswer> {
  switch (request.kind) {
    case 'query':
      return { kind: 'rows', result: runQuery(request.sql, request.parameters) }
    case 'commit':
      return { kind: 'outcomes', outcomes: await commit(request.changes.map(unpackChange), request.now) }
    case 'own':
      return {
        kind: 'own outcomes',
        outcomes: await inTransaction(() => commitPersonChanges(writing, request.changes, request.now)),
      }
    case 'marks':
      return { kind: 'marked', marks: await inTransaction(() => writeReadMarks(writing, request.marks)) }
    case 'rollback':
      rollBack()
      return { kind: 'rolled back' }
    case 'close':
      connection.pragma('wal_checkpoint(TRUNCATE)')
      connection.close()
      return { kind: 'closed' }
  }
}

async function commit(changes: readonly Change[], now: Timestamp): Promise<PackedOutcome[]> {
  const outcomes = await inTransaction(() => commitChanges(writing, changes, now))
  return outcomes.map((outcome, index) => packOutcome(changes[index], outcome))
}

async function inTransaction<Result>(work: () => Promise<Result>): Promise<Result> {
  transaction.begin.run()
  try {
    const result = await work()
    transaction.commit.run()
    return result
  } catch (error) {
    rollBack()
    throw error
  }
}

function rollBack(): void {
  // A full disk may have rolled back already.
  if (connection.inTransaction) transaction.rollback.run()
}

function runQuery(sql: string, parameters: readonly unknown[]) {
  const statement = connection.prepare(sql)
  if (statement.reader) return { rows: statement.all(...parameters) }
  const { changes } = statement.run(...parameters)
  return { rows: [], numAffectedRows: BigInt(changes) }
}

port.on('message', (request: WriterRequest) => {
  answer(request).then(
    (message) => port.postMessage(message),
    (error: unknown) => port.postMessage({ kind: 'failed', error: serializeError(error) } satisfies WriterAnswer),
  )
})
