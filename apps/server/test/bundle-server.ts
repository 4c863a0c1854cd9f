import type { TestProject } from 'vitest/node'
import { buildServer, bundledServer } from '../../../scripts/build-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server as people run it, which starts in half the time that it takes from its sources. */
    bundledServer: { readonly main: string; readonly writerThread: string }
  }
}

/** Bundles the server for tests that start it in a process, or its thread that writes. */
export default async function bundleServer(project: TestProject): Promise<void> {
  await buildServer()
  project.provide('bundledServer', bundledServer)
}
