import { join } from 'node:path'
import { concurrently, Logger } from 'concurrently'
import { viteProgram } from './build-web.ts'

const root = join(import.meta.dirname, '..')
const WEB = 'http://localhost:5173'
const PRETTY_LOG = join(root, 'apps/server/node_modules/.bin/pino-pretty')

/** The server listens where PORT says, as in production; Vite serves the page and passes the rest on to it. */
const port = process.env['PORT'] || '3000'
const allowed = [process.env['ALLOWED_ORIGINS'], WEB].filter(Boolean).join(',')

/** Tells of programs that end unasked; what somebody stops needs no words but the server's own. */
class UnaskedEnds extends Logger {
  private asked = false

  constructor() {
    super({ prefixFormat: 'name' })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (this.asked = true))
  }

  override logCommandEvent(...event: Parameters<Logger['logCommandEvent']>): void {
    if (!this.asked) super.logCommandEvent(...event)
  }

  override logGlobalEvent(...event: Parameters<Logger['logGlobalEvent']>): void {
    if (!this.asked) super.logGlobalEvent(...event)
  }
}

console.log(`Open ${WEB}. Changes of the page appear at once, changes of the server restart it.\n`)

const { result } = concurrently(
  [
    {
      name: 'server',
      command: `node --watch --watch-preserve-output --conditions=@chat/source apps/server/src/main.ts | "${PRETTY_LOG}" --colorize --singleLine --translateTime SYS:HH:MM:ss --ignore url,version,reason,steps`,
      env: { PORT: port, ALLOWED_ORIGINS: allowed },
    },
    {
      name: 'web',
      command: `node "${viteProgram()}" --clearScreen false`,
      cwd: join(root, 'apps/web'),
      env: { SERVER_PORT: port },
    },
  ],
  {
    cwd: root,
    logger: new UnaskedEnds(),
    prefixColors: ['blue', 'magenta'],
    killOthersOn: ['failure', 'success'],
    padPrefix: true,
  },
)

await result.catch(() => {
  process.exitCode = 1
})
