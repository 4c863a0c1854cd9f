import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPublishedProject, type PublishedProject } from './published-project.ts'
import { publishedTypes } from './published-types.ts'
import { connectRawClient, type RawClient } from './raw-client.ts'
import { type RunningServer, startServer } from './start-server.ts'

const readme = await readFile(join(import.meta.dirname, '../README.md'), 'utf8')
const example = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? ''

/** Packing, installing and starting a server take their time on a busy machine. */
const PATIENCE = 240_000

let project: PublishedProject
beforeAll(async () => {
  project = await createPublishedProject()
  await project.write('service.ts', example)
}, PATIENCE)
afterAll(() => project?.remove())

describe('the published package', () => {
  it('holds what a user needs and nothing else', async () => {
    const files = await readdir(join(project.folder, 'node_modules/@chat/protocol'))
    expect(files.sort()).toEqual(['LICENSE', 'PROTOCOL.md', 'README.md', 'dist', 'package.json'])
    const dist = await readdir(join(project.folder, 'node_modules/@chat/protocol/dist'))
    expect(dist.filter((file) => !/^[a-z-]+\.(js|d\.ts)$/.test(file))).toEqual([])
  })

  it('has the types that it had: this file is part of the change, or nothing is', async () => {
    const types = await publishedTypes(join(project.folder, 'node_modules/@chat/protocol/dist'))
    await expect(types).toMatchFileSnapshot('./published-types.txt')
  })

  it.each(['nodenext', 'bundler'] as const)(
    'types the example of the README, and what is wrong as wrong (%s)',
    async (resolution) => {
      await project.write('wrong.ts', WRONG)
      expect(await project.typeCheck(['service.ts', 'wrong.ts'], resolution)).toMatchObject({ output: '', code: 0 })
    },
    PATIENCE,
  )
})

/** Every line after an `@ts-expect-error` must fail to compile, and no other. */
const WRONG = `
import type { ClientToServerEvents, ErrorCode, Message, RequestOutput, sendMessage, ServerToClientEvents } from '@chat/protocol'
import type { Socket } from 'socket.io-client'

declare const socket: Socket<ServerToClientEvents, ClientToServerEvents>
const message = { id: '019abf3c-5a10-7c4e-9b1d-3f2a6c8e0d11', roomId: 'general', text: 'hello' }

const answer = await socket.emitWithAck('message:send', message)
export const sent: RequestOutput<typeof sendMessage> | ErrorCode = answer.ok ? answer.data : answer.error.code
socket.on('room:changed', ({ messages }) => messages satisfies readonly Message[])

// @ts-expect-error no such request
socket.emit('message:sent', message, () => {})
// @ts-expect-error no such event
socket.on('message:posted', () => {})
// @ts-expect-error a field too many
socket.emit('message:send', { ...message, colour: 'blue' } satisfies Parameters<ClientToServerEvents['message:send']>[0], () => {})
// @ts-expect-error a field is missing
socket.emit('message:send', { id: message.id, text: message.text }, () => {})
// @ts-expect-error data only where it is ok
answer.data
// @ts-expect-error a text is not a code
export const code: ErrorCode = 'TEAPOT'
`

describe('the service in the README', () => {
  let dataDir: string
  let server: RunningServer
  let service: ChildProcess
  let person: RawClient
  let complaints = ''

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'chat-published-data-'))
    server = await startServer(dataDir, '0')
    service = spawn(process.execPath, ['service.ts'], {
      cwd: project.folder,
      env: { ...process.env, CHAT_URL: server.url },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    service.stderr?.on('data', (chunk: Buffer) => {
      complaints += chunk
    })
    person = await connectRawClient(server.url, project.load('socket.io-client'))
  }, PATIENCE)
  afterAll(async () => {
    person?.close()
    if (service?.exitCode === null) {
      service.kill()
      await once(service, 'exit')
    }
    await server?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }, PATIENCE)

  it('fits on a screen', () => {
    const lines = example.split('\n').filter((line) => line !== '' && !line.startsWith('import '))
    expect(lines.length).toBeLessThanOrEqual(20)
  })

  it(
    'answers a person, once, before and after a restart of the server',
    async () => {
      await person.seesOnline(2)
      await person.say('ping')
      await person.hears('pong', 1)
      await person.say('no ping at all')
      await person.say('ping')
      await person.hears('pong', 2)

      await server.stop()
      server = await startServer(dataDir, new URL(server.url).port)
      await person.seesOnline(2)
      await person.say('ping')
      await person.hears('pong', 3)
      expect(person.count('pong')).toBe(3)
      for (const [complaint] of complaints.matchAll(/^\w*Error.*$/gm)) {
        expect(complaint).toBe('Error: socket has been disconnected')
      }
    },
    PATIENCE,
  )
})
