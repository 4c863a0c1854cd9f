import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { claimServer } from '@chat/protocol'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { connectPerson } from '../test/connect-person.ts'
import { createTestStorage, type TestStorage } from '../test/test-database.ts'
import { settings } from './config.ts'
import { version } from './version.ts'

interface Run {
  readonly process: ChildProcess
  /** What it has written so far, errors included. */
  output(): string
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>
  /** Resolves with the address once it serves. */
  ready(): Promise<string>
}

function runServer(environment: Record<string, string>, options: readonly string[] = []): Run {
  const child = spawn(process.execPath, [inject('bundledServer').main, ...options], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', HOST: '127.0.0.1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const found = new Promise<string>((resolve, reject) => {
    const collect = (data: Buffer) => {
      output += data
      const [, url] = /Chat is ready at (http:\S+?)"/.exec(output) ?? []
      if (url) resolve(url)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    void ended.then(() => reject(new Error(`It ended before it was ready: ${output}`)))
  })
  found.catch(() => {})
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { process: child, output: () => output, ended, ready: () => found }
}

const environmentOf = ({ dataDir, databaseUrl }: TestStorage) => ({
  DATA_DIR: dataDir,
  ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
})

describe('the program', { timeout: 60_000 }, () => {
  it('serves, says where, and goes in good order when it is told to', async () => {
    const server = runServer(environmentOf(await createTestStorage()))
    const url = await server.ready()
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok', version })
    expect(server.output()).toContain(`Chat is ready at ${url}"`)

    server.process.kill('SIGTERM')
    // Out of time, it would end with another code.
    expect(await server.ended).toBe(0)
    expect(server.output()).toMatch(
      /"reason":"SIGTERM","ms":\d+,"steps":\{.*"close database":\d+\},"msg":"Chat has stopped"/,
    )
  })

  it('prints the link of its owner at each start until somebody has used it', async () => {
    const environment = environmentOf(await createTestStorage())
    const first = runServer(environment)
    const url = await first.ready()
    // Without the words behind it, which a terminal would take for a part of the link.
    await expect.poll(first.output).toMatch(/"link":"[^"\\]+"/)
    expect(first.output()).toContain(`"link":"${url}/owner#`)
    first.process.kill('SIGKILL')
    await first.ended

    const second = runServer(environment)
    const next = await second.ready()
    await expect.poll(second.output).toContain(`${next}/owner#`)
    const [, token = ''] = /\/owner#([\w-]+)/.exec(second.output()) ?? []
    expect(first.output()).not.toContain(token)
    const owner = await connectPerson(next)
    await owner.get(claimServer, { token })
    second.process.kill('SIGKILL')
    await second.ended

    const third = runServer(environment)
    await third.ready()
    third.process.kill('SIGTERM')
    await third.ended
    expect(third.output()).not.toContain('/owner#')
  })

  it('knows people again after a restart', async () => {
    const environment = environmentOf(await createTestStorage())
    const first = runServer(environment)
    const signedIn = await fetch(`${await first.ready()}/api/auth/sign-in/anonymous`, { method: 'POST' })
    first.process.kill('SIGKILL')
    await first.ended

    const second = runServer(environment)
    const authorization = `Bearer ${signedIn.headers.get('set-auth-token')}`
    const session = await fetch(`${await second.ready()}/api/auth/get-session`, { headers: { authorization } })
    expect(await session.json()).toMatchObject({ user: { name: expect.any(String) } })
  })

  it('says in a line what is wrong with the settings, and ends', async () => {
    const server = runServer({ PORT: 'abc', GUESTS: 'perhaps' })
    expect(await server.ended).toBe(1)
    expect(server.output()).toBe(
      'Chat cannot start.\nPORT must be a port number, 0 to 65535, not "abc"\nGUESTS must be on or off, not "perhaps"\n',
    )
  })

  // Below /proc even the administrator can make nothing.
  it.each([() => inject('bundledServer').main, () => '/proc/not/there'])(
    'says in a line that its data directory is none',
    async (dataDir) => {
      const server = runServer({ DATA_DIR: dataDir() })
      expect(await server.ended).toBe(1)
      expect(server.output()).toMatch(/^Chat cannot start\.\nDATA_DIR is .*, and nothing can be written there: .*\n$/)
    },
  )

  it('says in a line that its database cannot be reached, and no password', async () => {
    const server = runServer({ DATABASE_URL: 'postgres://chat:hidden@127.0.0.1:1/chat' })
    expect(await server.ended).toBe(1)
    expect(server.output()).toMatch(/^Chat cannot start\.\nThe database that DATABASE_URL names .*ECONNREFUSED.*\n$/)
    expect(server.output()).not.toContain('hidden')
  })

  it('says in a line that its port is taken, and ends', async () => {
    const first = runServer(environmentOf(await createTestStorage()))
    const { port } = new URL(await first.ready())
    const second = runServer({ ...environmentOf(await createTestStorage()), PORT: port })
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(/^Chat cannot start\.\nHOST is .* and PORT is .*Set PORT to another port\.\n$/)
  })

  // The first is for documentation alone (RFC 5737), the second never a name (RFC 6761).
  it.each(['192.0.2.1', 'nowhere.invalid'])('says in a line that it cannot listen on %s', async (host) => {
    const server = runServer({ ...environmentOf(await createTestStorage()), HOST: host })
    expect(await server.ended).toBe(1)
    expect(server.output()).toMatch(/^Chat cannot start\.\nHOST is .* Set HOST to .*\n$/)
    expect(server.output()).toContain(`HOST is ${host} `)
  })

  it.runIf(process.env['TEST_DATABASE'] !== 'postgres')('does not share its data with a second one', async () => {
    const environment = environmentOf(await createTestStorage())
    const first = runServer(environment)
    const url = await first.ready()
    const second = runServer(environment)
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(/^Chat cannot start\.\n.*already using.*\n$/)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
  })

  it('says in a line that its Node is too old, before it loads what would end an old one without a word', async () => {
    const old = `
      Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2', napi: '9' } })
      process.dlopen = () => process.kill(process.pid, 'SIGSEGV')`
    const server = runServer({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(old)}` })
    expect(await server.ended).toBe(1)
    expect(server.output()).toBe('Chat cannot start.\nChat needs Node 22.14, 24 or newer, and this is Node 20.20.2.\n')
  })

  it('explains itself', async () => {
    const help = runServer({}, ['--help'])
    expect(await help.ended).toBe(0)
    for (const { name } of settings) expect(help.output()).toContain(`  ${name} `)

    const asked = runServer({}, ['--version'])
    expect(await asked.ended).toBe(0)
    expect(asked.output()).toBe(`${version}\n`)

    const mistaken = runServer({}, ['--prot', '8080'])
    expect(await mistaken.ended).toBe(1)
    expect(mistaken.output()).toContain('--help')
  })
})
