import { fileURLToPath } from 'node:url'
import { startServerProcess } from './server-process.ts'
import type { OwnTarget } from './target.ts'

const programs = { 'socket.io': 'socket-io-server.ts', ws: 'bare-ws-server.ts' } as const

/** Starts one of the servers that Chat is measured against. They know no people: whoever connects takes part. */
export async function startBaseline(name: keyof typeof programs): Promise<OwnTarget> {
  const program = fileURLToPath(new URL(`../../baselines/${programs[name]}`, import.meta.url))
  const server = await startServerProcess({ program, path: '/', env: {} })
  return {
    ...server,
    name,
    dialect: name,
    prepare: async (_members, rooms) => ({
      tokens: [],
      rooms: Array.from({ length: rooms }, (_, index) => `room-${index}`),
    }),
    async restart() {
      await server.stop()
      return startBaseline(name)
    },
  }
}
