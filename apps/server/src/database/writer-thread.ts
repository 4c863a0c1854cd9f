import { parentPort, workerData } from 'node:worker_threads'
import { Kysely, SqliteDialect } from 'kysely'
import { commitChanges } from '../log/commit-changes.ts'
import { openForWriting } from './sqlite-file.ts'
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
const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) })

async function answer(request: WriterRequest): Promise<WriterAnswer> {
  switch (request.kind) {
    case 'query':
      return { kind: 'rows', result: runQuery(request.sql, request.parameters) }
    case 'commit': {
      const { changes, now } = request
      const outcomes = await db
        .transaction()
        .execute((transaction) => commitChanges(transaction, 'sqlite', changes, now))
      return { kind: 'outcomes', outcomes }
    }
    case 'close':
      connection.pragma('wal_checkpoint(TRUNCATE)')
      connection.close()
      return { kind: 'closed' }
  }
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
