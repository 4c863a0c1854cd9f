import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Writer } from './writer.ts'

/** Kysely on the writer thread's connection. Kysely itself lets one caller at a time have the connection. */
export function writerDialect(driver: WriterDriver): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

export class WriterDriver implements Driver {
  readonly #writer: Writer
  #held = false
  readonly #connection: DatabaseConnection

  constructor(writer: Writer) {
    this.#writer = writer
    this.#connection = {
      async executeQuery<Row>({ sql, parameters }: CompiledQuery) {
        const result = await writer.query(sql, parameters)
        // biome-ignore lint/nursery/noUnsafeTypeAssertion: what the rows are is what the caller selected
        return result as QueryResult<Row>
      },
      streamQuery: () => {
        throw new Error('The writing connection does not stream; read through the reading one')
      },
    }
  }

  async init(): Promise<void> {}

  /** Whether somebody has the connection now, perhaps with a transaction open on it. */
  get held(): boolean {
    return this.#held
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    this.#held = true
    return this.#connection
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(): Promise<void> {
    await this.#writer.rollBack()
  }

  async releaseConnection(): Promise<void> {
    this.#held = false
  }

  async destroy(): Promise<void> {
    await this.#writer.close()
  }
}
