import { createServer } from 'node:net'
import { createRandom } from './seeded-random.ts'

/** Below what Linux, macOS and Windows hand out themselves. */
const LOWEST = 20_000
const HIGHEST = 32_000

/**
 * A port that a server can come back to after it was killed. It is one that the system gives to nobody: a client that
 * knocks while the server is away could otherwise be given that very port for its own end, and keep the server out.
 */
export async function findUnusedPort(): Promise<number> {
  const random = createRandom((process.pid << 10) ^ Date.now())
  for (;;) {
    const port = random.integer(LOWEST, HIGHEST)
    if (await isUnused(port)) return port
  }
}

function isUnused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
