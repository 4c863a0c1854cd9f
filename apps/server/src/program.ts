import { loadAuthSecret } from './accounts/auth-secret.ts'
import { announceOwnerLink, ownerLink } from './administration/owner-link.ts'
import { createApp } from './app.ts'
import { systemClock } from './clock.ts'
import { ConfigError, readConfig } from './config.ts'
import { DatabaseInUseError, DatabaseTooNewError, openDatabase } from './database/open-database.ts'
import { helpText } from './help-text.ts'
import { createDrain, type Drain } from './lifecycle/drain.ts'
import { endWithProcess } from './lifecycle/end-with-process.ts'
import { listenError } from './listen-error.ts'
import { createLogger, prettyStream } from './logger.ts'
import { version } from './version.ts'

async function start(): Promise<void> {
  const config = readConfig(process.env)
  const logger = createLogger(config, await prettyStream(process.stdout))
  const database = await openDatabase({ dataDir: config.dataDir, databaseUrl: config.databaseUrl, logger })
  let drain: Drain | undefined
  try {
    const app = await createApp({ config, logger, database, clock: systemClock, secret: await loadAuthSecret(config) })
    drain = createDrain({
      steps: { ...app.drainSteps, closeDatabase: () => database.close() },
      logger,
      clock: systemClock,
      exit: (code) => process.exit(code),
    })
    endWithProcess(drain, logger, process)
    const url = await app.listen().catch((error: unknown) => {
      throw listenError(config, error)
    })
    const token = await app.createOwnerToken()
    logger.info({ url, version }, `Chat is ready at ${url}`)
    if (token !== undefined) {
      const link = ownerLink(url, token)
      // Apart as well: in a line of JSON the words go on right behind it, and a terminal takes them for a part of it.
      logger.warn({ link }, announceOwnerLink(link))
    }
  } catch (error) {
    // Told to stop while it was starting, it has nothing to start on any more, and ends by itself.
    if (drain && drain.state !== 'serving') return
    await database.close()
    throw error
  }
}

/** What a person can put right is said in words; a stack is for what nobody expected. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const isOurs =
    error instanceof ConfigError || error instanceof DatabaseInUseError || error instanceof DatabaseTooNewError
  // The operating system names a system call.
  const isExpected = isOurs || 'syscall' in error
  return isExpected ? error.message : (error.stack ?? error.message)
}

const [option] = process.argv.slice(2)
if (option === '--help') process.stdout.write(helpText)
else if (option === '--version') process.stdout.write(`${version}\n`)
else if (option !== undefined) {
  process.stderr.write(`There is no option ${option}. Try --help.\n`)
  process.exitCode = 1
} else {
  try {
    await start()
  } catch (error) {
    process.stderr.write(`Chat cannot start.\n${explain(error)}\n`)
    process.exit(1)
  }
}
