import { defineConfig } from '@playwright/test'
import { chromiumArguments } from './browser/find-chromium.ts'

const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']
const executablePath = process.env['CHROMIUM_PATH']

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  /** Every worker has a server of its own; see fixtures/chat-test.ts. */
  workers: 2,
  forbidOnly: true,
  retries: 0,
  // Only what never comes runs into these. On a small machine that is busy with other tests, what comes may take long.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ...(report ? [['json', { outputFile: report }] as const] : [])],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    launchOptions: { args: chromiumArguments(), ...(executablePath && { executablePath }) },
  },
})
