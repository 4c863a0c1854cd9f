import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { idOf, waitingMessage } from '../../test/samples.ts'
import { outboxStorageRules } from '../../test/storage-rules.ts'
import { createFileOutboxStorage } from './file-outbox-storage.ts'

const folder = await mkdtemp(join(tmpdir(), 'chat-outbox-'))
let count = 0
let path = ''

function fresh() {
  count += 1
  path = join(folder, String(count), 'outbox.jsonl')
  return createFileOutboxStorage(path)
}

afterAll(() => rm(folder, { recursive: true }))

outboxStorageRules(
  'an outbox in a file',
  async () => fresh(),
  () => createFileOutboxStorage(path),
)

describe('the file of an outbox', () => {
  const { account } = waitingMessage(1)

  it('is read up to where a killed process stopped writing', async () => {
    const storage = fresh()
    await storage.put(waitingMessage(1))
    await storage.close()
    await appendFile(path, '{"put":{"account":"ada","id":"0190')
    const next = createFileOutboxStorage(path)
    expect(await next.list(account)).toEqual([waitingMessage(1)])
    await next.put(waitingMessage(2))
    await next.close()
    const last = createFileOutboxStorage(path)
    expect(await last.list(account)).toHaveLength(2)
    await last.close()
  })

  it('does not grow without end', async () => {
    const storage = fresh()
    await storage.put(waitingMessage(0))
    for (let index = 1; index <= 120; index += 1) {
      await storage.put(waitingMessage(index))
      await storage.remove(idOf(index))
    }
    const lines = (await readFile(path, 'utf8')).split('\n').length
    expect(lines).toBeLessThan(100)
    expect(await storage.list(account)).toEqual([waitingMessage(0)])
    await storage.close()
  })

  it('is for its owner alone', async () => {
    const storage = fresh()
    await storage.put(waitingMessage(1))
    await storage.close()
    const { mode } = await stat(path)
    expect(mode & 0o777).toBe(0o600)
  })
})
