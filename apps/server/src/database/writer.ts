import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { QueryResult } from 'kysely'
import type { Change, Outcome } from '../log/change.ts'
import type { PersonOutcome } from '../personal/commit-person-changes.ts'
import type { PersonChange } from '../personal/person-kinds.ts'
import type { ReadMove, WrittenMark } from '../reads/write-read-marks.ts'
import { packChange, unpackOutcome } from './pack-posts.ts'
import { deserializeError, type WriterAnswer, type WriterRequest } from './writer-messages.ts'

/** Beside this file, in the sources and in a bundle. */
const THREAD = new URL(`./writer-thread${extname(import.meta.url)}`, import.meta.url)

/** The main thread's end of the writer thread. Requests are answered one after another, in their order. */
export class Writer {
  readonly #worker: Worker
  readonly #waiting: { resolve(answer: WriterAnswer): void; reject(error: Error): void }[] = []
  #failure: Error | undefined
  #closing = false

  /**
   * @param file the database
   * @param thread the program of the thread
   */
  constructor(file: string, thread = THREAD) {
    this.#worker = new Worker(thread, {
      workerData: { file },
      execArgv: ['--conditions=@chat/source', '--disable-warning=ExperimentalWarning'],
    })
    this.#worker.on('message', (answer: WriterAnswer) => this.#waiting.shift()?.resolve(answer))
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))))
    this.#worker.on('exit', () => {
      this.#fail(new Error('The database is closed'))
      // Without its writer the server could only refuse; the process ends, so that what watches it starts it again.
      // Whoever waits is told first.
      if (!this.#closing) {
        setImmediate(() => {
          throw this.#failure
        })
      }
    })
  }

  /** Runs one statement. */
  async query(sql: string, parameters: readonly unknown[]): Promise<QueryResult<unknown>> {
    const answer = await this.#ask({ kind: 'query', sql, parameters })
    return answer.kind === 'rows' ? answer.result : unexpected(answer)
  }

  /** Makes changes in one transaction of their own. */
  async commit(changes: readonly Change[]): Promise<Outcome[]> {
    const answer = await this.#ask({ kind: 'commit', changes: changes.map(packChange), now: Date.now() })
    if (answer.kind !== 'outcomes') unexpected(answer)
    return answer.outcomes.map((outcome, index) => unpackOutcome(changes[index], outcome))
  }

  /** Makes changes of what is people's own in one transaction of their own. */
  async commitPersonChanges(changes: readonly PersonChange[]): Promise<PersonOutcome[]> {
    const answer = await this.#ask({ kind: 'own', changes, now: Date.now() })
    return answer.kind === 'own outcomes' ? answer.outcomes : unexpected(answer)
  }

  /** Moves read marks in one transaction of their own. */
  async writeReadMarks(marks: readonly ReadMove[]): Promise<WrittenMark[]> {
    const answer = await this.#ask({ kind: 'marks', marks })
    return answer.kind === 'marked' ? answer.marks : unexpected(answer)
  }

  /** Ends the transaction that is open, where there still is one, as if it had never been. */
  async rollBack(): Promise<void> {
    const answer = await this.#ask({ kind: 'rollback' })
    if (answer.kind !== 'rolled back') unexpected(answer)
  }

  /** Finishes what was asked, writes the log file back into the database file and ends the thread. */
  async close(): Promise<void> {
    if (this.#failure) return
    this.#closing = true
    await this.#ask({ kind: 'close' })
    const exit = once(this.#worker, 'exit')
    await this.#worker.terminate()
    await exit.catch(() => {})
  }

  #ask(request: WriterRequest): Promise<WriterAnswer> {
    if (this.#failure) return Promise.reject(this.#failure)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#worker.postMessage(request)
    })
  }

  #fail(error: Error): void {
    this.#failure ??= error
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure)
  }
}

function unexpected(answer: WriterAnswer): never {
  throw answer.kind === 'failed' ? deserializeError(answer.error) : new Error(`The writer answered ${answer.kind}`)
}
