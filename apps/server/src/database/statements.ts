import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * The statements that every message needs, written once and prepared once. Their text hardly changes with the number
 * of rows: SQLite runs them row by row, inserts for up to 32 rows at once, and PostgreSQL once with an array for each
 * column. Kysely's own queries are for everything else; building one for each commit costs more than the commit.
 */
export interface Statement<Params, Row> {
  readonly columns: readonly (keyof Params & string)[]
  /** Takes one row's values. */
  readonly sqlite: string
  /** What is appended to `sqlite` for each further row, where one run can take the values of several. */
  readonly sqliteAnother?: string
  /** Takes an array of values for each column. */
  readonly postgres: string
  /** Only a type: what comes back. */
  readonly row?: Row
}

/** What a change is made with, inside one transaction. */
export interface Writing {
  readonly db: Kysely<Tables>
  /**
   * Runs a statement for each of the rows.
   *
   * @param rows of different keys, where the statement reads or updates
   * @returns what all of them brought, in no particular order
   */
  each<Params extends object, Row>(statement: Statement<Params, Row>, rows: readonly Params[]): Promise<Row[]>
}

type ColumnType = 'text' | 'bigint'
type ColumnTypes<Row> = { readonly [Column in keyof Row]?: ColumnType }
type Table = keyof Tables & string

/** The values of a row as the driver takes them. */
export function valuesOf<Params extends object>({ columns }: Statement<Params, unknown>, row: Params): unknown[] {
  return columns.map((column) => row[column])
}

/** Selects whole rows by their key. */
export function selectEach<Name extends Table, Key extends keyof Tables[Name] & string>(
  table: Name,
  key: { readonly [Column in Key]: ColumnType },
  { lock = false }: { readonly lock?: boolean } = {},
): Statement<Pick<Tables[Name], Key>, Tables[Name]> {
  const { columns, list, arrays } = describe(key)
  const matching = columns.map((column) => `${column} = ?`).join(' and ')
  return {
    columns,
    // The writer is alone in its file.
    sqlite: `select * from ${table} where ${matching}`,
    // Locks are taken in the order of the keys, so that two nodes cannot wait for each other. Their keys never change, so
    // other tables may point at these rows meanwhile.
    postgres: `select ${table}.* from ${table} join ${arrays} using (${list})${
      lock ? ` order by ${list} for no key update of ${table}` : ''
    }`,
  }
}

/** Inserts rows. */
export function insertEach<Name extends Table, Column extends keyof Tables[Name] & string>(
  table: Name,
  types: { readonly [Each in Column]: ColumnType },
): Statement<Pick<Tables[Name], Column>, never> {
  const { columns, list, arrays } = describe(types)
  const row = `(${columns.map(() => '?').join(', ')})`
  return {
    columns,
    sqlite: `insert into ${table} (${list}) values ${row}`,
    sqliteAnother: `, ${row}`,
    postgres: `insert into ${table} (${list}) select ${list} from ${arrays}`,
  }
}

/** Updates columns of the rows with these keys. */
export function updateEach<
  Name extends Table,
  Column extends keyof Tables[Name] & string,
  Key extends keyof Tables[Name] & string,
>(
  table: Name,
  set: { readonly [Each in Column]: ColumnType },
  key: { readonly [Each in Key]: ColumnType },
): Statement<Pick<Tables[Name], Column | Key>, never> {
  const { columns, arrays } = describe({ ...set, ...key })
  const keys = describe(key).columns
  const changed = describe(set).columns
  return {
    columns,
    sqlite: `update ${table} set ${changed.map((column) => `${column} = ?`).join(', ')} where ${keys.map((column) => `${column} = ?`).join(' and ')}`,
    postgres:
      `update ${table} set ${changed.map((column) => `${column} = given.${column}`).join(', ')} ` +
      `from ${arrays} where ${keys.map((column) => `${table}.${column} = given.${column}`).join(' and ')}`,
  }
}

/** Deletes the rows with these keys. */
export function deleteEach<Name extends Table, Key extends keyof Tables[Name] & string>(
  table: Name,
  key: { readonly [Each in Key]: ColumnType },
): Statement<Pick<Tables[Name], Key>, never> {
  const { columns, arrays } = describe(key)
  const matching = (value: (column: string) => string) =>
    columns.map((column) => `${table}.${column} = ${value(column)}`).join(' and ')
  return {
    columns,
    sqlite: `delete from ${table} where ${matching(() => '?')}`,
    postgres: `delete from ${table} using ${arrays} where ${matching((column) => `given.${column}`)}`,
  }
}

function describe<Row extends ColumnTypes<Row>>(types: Row) {
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: the keys of an object literal are the keys of its type
  const columns = Object.keys(types) as (keyof Row & string)[]
  const list = columns.join(', ')
  const arrays = columns.map((column, index) => `$${index + 1}::${types[column]}[]`).join(', ')
  return { columns, list, arrays: `unnest(${arrays}) as given (${list})` }
}
