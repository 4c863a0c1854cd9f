import { readFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

// `npx pnpm start` and `dev` put npx, a shell and pnpm between a person and the server, and it into a process group of its
// own. Stopping npx, or killing any of them, would leave the server running with nobody to tell it. Loaded before the
// server (`node --import`), this stops it in good order when one of them is gone.

const CHECK_EVERY_MS = 500

// Worker threads load this too.
if (isMainThread) watch(launchChain())

function watch(chain: readonly number[]): void {
  const timer = setInterval(() => {
    // The children of a process that has ended get another parent.
    if (chain.every((pid, index) => index === 0 || parentOf(chain[index - 1] ?? 0) === pid)) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, CHECK_EVERY_MS).unref()
}

/** This process, its parent, and where npx stands above them, all up to npx. What is beyond is the person's own shell, and may go. */
function launchChain(): number[] {
  const pids = [process.pid, process.ppid]
  for (let pid = process.ppid; pid > 1 && pids.length < 6; ) {
    pid = parentOf(pid)
    pids.push(pid)
    if (isNpx(pid)) return pids
  }
  return [process.pid, process.ppid]
}

/** 0 where nobody can tell: the process has ended, or this is not Linux. */
function parentOf(pid: number): number {
  if (pid === process.pid) return process.ppid
  const [, , parent] = / (\S) (\d+) /.exec(readProcess(pid, 'stat').replace(/^.*\)/s, '')) ?? []
  return Number(parent ?? 0)
}

function isNpx(pid: number): boolean {
  return /^npm exec|[/ ]npx(-cli[.]js)?[\0 ]/.test(readProcess(pid, 'cmdline'))
}

function readProcess(pid: number, file: 'stat' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
