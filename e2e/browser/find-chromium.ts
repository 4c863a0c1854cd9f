import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from '@playwright/test'

const run = promisify(execFile)
/** The one without windows first, as Playwright's own is: it takes half the time. */
const SYSTEM_BROWSERS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]

/**
 * Finds a Chromium that starts, and installs one where there is none: CHROMIUM_PATH, Playwright's own, the system's, then
 * Playwright's download, then (as root, on a system with apt) the distribution's package.
 */
export async function findChromium(say: (line: string) => void = () => {}): Promise<string> {
  const named = process.env['CHROMIUM_PATH']
  if (named) {
    if (await starts(named)) return named
    throw new Error(`CHROMIUM_PATH is ${named}, and that does not start`)
  }
  const found = await firstThatStarts()
  if (found) return found
  for (const install of [installFromPlaywright, installFromSystem]) {
    say(`No Chromium here: ${install.name} ...`)
    await install().catch((error: Error) => say(error.message))
    const installed = await firstThatStarts()
    if (installed) return installed
  }
  throw new Error('No Chromium found and none could be installed. Install one and name it in CHROMIUM_PATH.')
}

/** What Playwright turns off, as far as pages notice it: of two lists Chromium takes the later one. */
const OFF_IN_PLAYWRIGHT = [
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
]

/**
 * The flags that Chromium needs here. Its sandbox refuses to work for root; a page that is open for some seconds costs more
 * to optimise than it gains; and a process that is started in case another page comes is one for each person, and unused.
 */
export function chromiumArguments(): string[] {
  const isRoot = process.getuid?.() === 0
  return [
    '--disable-background-networking',
    `--disable-features=${[...OFF_IN_PLAYWRIGHT, 'SpareRendererForSitePerProcess'].join()}`,
    '--js-flags=--no-maglev,--no-turbofan',
    ...(isRoot ? ['--no-sandbox'] : []),
  ]
}

async function firstThatStarts(): Promise<string | undefined> {
  for (const candidate of [chromium.executablePath(), ...SYSTEM_BROWSERS]) {
    const path = candidate.includes('/') ? candidate : await locate(candidate)
    if (path && (await starts(path))) return path
  }
  return undefined
}

/** A download without the libraries that it needs is there, but does not start. */
async function starts(path: string): Promise<boolean> {
  return run(path, ['--version']).then(
    () => true,
    () => false,
  )
}

async function locate(program: string): Promise<string | undefined> {
  return run('/bin/sh', ['-c', `command -v ${program}`]).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  )
}

async function installFromPlaywright(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json'))
  await run(process.execPath, [join(folder, 'cli.js'), 'install', 'chromium'], { timeout: 300_000 })
}

async function installFromSystem(): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error('Installing a package needs root')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const aptGet = (...args: string[]) => run('apt-get', args, { env, maxBuffer: 1e8 })
  const install = (name: string) => aptGet('install', '-y', '--no-install-recommends', name, 'fonts-liberation')
  await aptGet('update')
  // Older distributions have the whole browser only.
  await install('chromium-headless-shell').catch(() => install('chromium'))
}
