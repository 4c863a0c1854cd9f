import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const launcher = join(import.meta.dirname, 'end-with-launcher.ts')

test('the server stops in good order when what started it is killed', async () => {
  const server = `process.on('SIGTERM', () => { console.log('drained'); process.exit() }); setInterval(() => {}, 1000); console.log('up')`
  const shell = spawn('sh', ['-c', '"$0" --import "$1" --eval "$2" & wait', process.execPath, launcher, server], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  shell.stdout.on('data', (chunk: Buffer) => {
    output += chunk
    if (output === 'up\n') shell.kill('SIGKILL')
  })
  // The pipe is closed when the last of both has ended.
  await once(shell.stdout, 'close')
  expect(output).toBe('up\ndrained\n')
})
