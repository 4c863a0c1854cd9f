import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRooms, readStored, signInGuests } from './chat-people.ts'
import { startServerProcess } from './server-process.ts'
import type { Cast, OwnTarget, Target } from './target.ts'

/** Built by `pnpm bench`. */
const PROGRAM = fileURLToPath(new URL('../../../server/dist/bundle/main.js', import.meta.url))

/** A Chat server that somebody runs. */
export function chatAt(url: string, pid: number | undefined): Target {
  return {
    name: url,
    dialect: 'chat',
    url,
    pid,
    async prepare(members, rooms) {
      const tokens = await signInGuests(url, members)
      return { tokens, rooms: await createRooms(url, tokens[0] ?? '', rooms) }
    },
    stored: (cast) => readStored(url, cast),
  }
}

/**
 * Starts Chat for a benchmark, each time on a fresh copy of a data directory in which people are signed in already: to
 * sign in a thousand takes longer than to measure.
 */
export class ChatStarter {
  readonly #folder: string
  #tokens: readonly string[] = []

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async create(): Promise<ChatStarter> {
    return new ChatStarter(await mkdtemp(join(tmpdir(), 'chat-load-')))
  }

  /** @param members people who have to be signed in */
  async start(members: number): Promise<OwnTarget> {
    const template = join(this.#folder, 'people')
    if (this.#tokens.length < members) await this.#signIn(template, members - this.#tokens.length)
    const dataDir = await mkdtemp(join(this.#folder, 'run-'))
    await cp(template, dataDir, { recursive: true })
    return this.#run(dataDir)
  }

  /** Takes away everything that was started here and has stopped. */
  async dispose(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #signIn(template: string, count: number): Promise<void> {
    const server = await startChat(template, 'off')
    this.#tokens = [...this.#tokens, ...(await signInGuests(server.url, count))]
    await server.stop()
  }

  async #run(dataDir: string): Promise<OwnTarget> {
    const server = await startChat(dataDir, BEYOND_REACH)
    const { url } = server
    return {
      ...server,
      name: 'chat',
      dialect: 'chat',
      prepare: async (members, rooms): Promise<Cast> => {
        const tokens = this.#tokens.slice(0, members)
        return { tokens, rooms: await createRooms(url, tokens[0] ?? '', rooms) }
      },
      stored: (cast) => readStored(url, cast),
      restart: async () => {
        await server.stop()
        return this.#run(dataDir)
      },
      async stop() {
        await server.stop()
        await rm(dataDir, { recursive: true, force: true })
      },
    }
  }
}

/** Everything is counted, as it is for people, and nothing is ever refused. */
const BEYOND_REACH = [
  ...['write', 'sync', 'read', 'rooms', 'connect'].map((name) => `${name}=1000000/10`),
  'address=1000',
].join()

function startChat(dataDir: string, rateLimits: string) {
  const env = { DATA_DIR: dataDir, HOST: '127.0.0.1', RATE_LIMITS: rateLimits, LOG_LEVEL: 'warn' }
  return startServerProcess({ program: PROGRAM, path: '/readyz', env })
}
