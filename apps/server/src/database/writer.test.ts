import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runNode } from '../../../../scripts/run-command.ts'
import { createTestStorage } from '../../test/test-database.ts'

test('a server whose database writer has died ends, instead of going on without being able to write', async ({
  skip,
}) => {
  const { dataDir, databaseUrl } = await createTestStorage()
  if (databaseUrl) skip()
  const writer = JSON.stringify(fileURLToPath(new URL('./writer.ts', import.meta.url)))
  const program = `
    const { Writer } = await import(${writer})
    const writer = new Writer(${JSON.stringify(join(dataDir, 'no', 'such', 'folder', 'chat.sqlite'))})
    await writer.query('select 1', []).catch((error) => console.log('refused: ' + error.code))
    setInterval(() => {}, 1_000)
  `
  const { code, output } = await runNode(['--conditions=@chat/source', '--input-type=module', '--eval', program])
  expect(code).not.toBe(0)
  expect(output).toMatch(/refused/)
})
