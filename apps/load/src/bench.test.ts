import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['--conditions=@chat/source', join(import.meta.dirname, 'bench.ts'), ...args])

test('a short benchmark plays people against real servers, and confirms that nothing was lost or doubled', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chat-bench-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const { stdout } = await run('--quick', '--out', folder, 'full-rooms', 'slow-readers')
  expect(stdout).toMatch(/checked: [1-9]\d* acknowledged messages reached every member once, in order/)
  const { runs } = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))
  expect(runs.map(({ scenario, target }: { scenario: string; target: string }) => `${scenario} ${target}`)).toEqual([
    'full-rooms chat',
    'full-rooms ws',
    'slow-readers chat',
  ])
  expect(await readFile(join(folder, 'report.html'), 'utf8')).toContain('<svg')
}, 180_000)

test('says what it can do, and what it cannot', async () => {
  expect((await run('--help')).stdout).toContain('--repetitions')
  expect((await run('--list')).stdout).toContain('room-1000')
  await expect(run('nonsense')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('Try --list') })
})
