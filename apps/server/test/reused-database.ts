import type { Client } from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { connected, runOnServer } from './postgres-server.ts'
import { TEMPLATE } from './template-database.ts'

/** A database on the tests' PostgreSQL that one test has for itself. */
export interface ReusedDatabase {
  readonly url: string
  /** Ends every connection to it and leaves it to the next test. */
  giveBack(): Promise<void>
}

interface Copy {
  readonly name: string
  /** What {@link readShape} said of it at first; undefined where it was not empty, and emptying it would make it another. */
  readonly shape: string | undefined
}

const idle: Copy[] = []

/** A new copy has nine megabytes. In one that has grown, also what is deleted takes long to read. */
const LARGEST = 24 * 1024 ** 2

const FILLED = `select oid::regclass from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
  and not starts_with(relname, 'kysely_') and pg_relation_size(oid) > 0`

/** Rows are deleted and tables not truncated: where there are few that takes a hundredth of the time. */
const EMPTY = `do $$
  declare
    filled regclass;
  begin
    perform pg_terminate_backend(pid, 10000)
      from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
    set local session_replication_role = replica;
    for filled in ${FILLED} loop
      execute format('delete from %s', filled);
    end loop;
  end
$$`

/**
 * A database with all tables and no rows, which tests before may have had: to copy one, and to connect to it for the first
 * time, takes longer than most tests do.
 */
export async function takeDatabase(server: string): Promise<ReusedDatabase> {
  const copy = idle.pop() ?? (await copyTemplate(server))
  const url = `${server}/${copy.name}`
  return {
    url,
    async giveBack() {
      if (await connected(url, (client) => restore(client, copy))) idle.push(copy)
      else await runOnServer(server, `drop database ${copy.name} with (force)`)
    },
  }
}

async function copyTemplate(server: string): Promise<Copy> {
  const name = `test_${uuidv7().replaceAll('-', '')}`
  await runOnServer(server, `create database ${name} template ${TEMPLATE}`)
  const shape = await connected(`${server}/${name}`, async (client) => {
    const { rowCount } = await client.query(FILLED)
    return rowCount === 0 ? readShape(client) : undefined
  })
  return { name, shape }
}

/** @returns whether it is as good as new: not where a test has altered tables, or filled them */
async function restore(client: Client, { shape }: Copy): Promise<boolean> {
  await client.query(EMPTY)
  const { rows } = await client.query<{ size: string }>('select pg_database_size(current_database()) as size')
  return Number(rows[0]?.size) <= LARGEST && (await readShape(client)) === shape
}

/** How often and when last anything was defined in a database, and the migrations that have made it. */
async function readShape(client: Client): Promise<string> {
  const { rows } = await client.query(`
    select count(*), max(xmin::text::bigint) as last from pg_class
    union all select count(*), max(xmin::text::bigint) from pg_attribute
    union all select count(*), max(xmin::text::bigint) from pg_constraint
    union all select count(*), max(xmin::text::bigint) from pg_trigger
    union all select count(*), max(xmin::text::bigint) from pg_proc
    union all select count(*), max(xmin::text::bigint) from kysely_migration`)
  return JSON.stringify(rows)
}
