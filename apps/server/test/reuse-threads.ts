import { vi } from 'vitest'

/** The thread that writes to the embedded database is the only one that the server starts. */
vi.mock('node:worker_threads', async (importOriginal) => {
  const { ReusedThread } = await import('./reused-thread.ts')
  return { ...(await importOriginal<object>()), Worker: ReusedThread }
})
