import { buildServer } from './build-server.ts'
import { buildWeb } from './build-web.ts'

/** Builds what `pnpm start` runs. */
await Promise.all([buildServer(), buildWeb()]).catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
