import { appendFile, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
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

afterEach(() => vi.restoreAllMocks())
afterAll(() => rm(folder, { recursive: true }))

/** The next write to a file gets no further than some bytes. */
async function fillDisk(after: number): Promise<void> {
  const handle = await open(folder, 'r')
  const prototype: typeof handle = Object.getPrototypeOf(handle)
  await handle.close()
  const { write } = prototype
  const fail = async function (this: typeof handle, text: unknown) {
    await write.call(this, Buffer.from(String(text)).subarray(0, after).toString())
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  }
  for (const name of ['write', 'appendFile', 'writeFile'] as const) vi.spyOn(prototype, name).mockImplementation(fail)
}

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

  it('keeps no half of a message that a full disk did not take', async () => {
    const storage = fresh()
    await storage.put(waitingMessage(1))
    await fillDisk(20)
    await expect(storage.put(waitingMessage(2))).rejects.toThrow('no space left')
    vi.restoreAllMocks()
    await storage.put(waitingMessage(3))
    await storage.close()
    const failed = vi.fn()
    const next = createFileOutboxStorage(path, failed)
    expect(await next.list(account)).toEqual([waitingMessage(1), waitingMessage(3)])
    expect(failed).not.toHaveBeenCalled()
    await next.close()
  })

  it('gives what can be read when a line is damaged, and says so', async () => {
    const storage = fresh()
    await storage.put(waitingMessage(1))
    await storage.close()
    const damaged = `{"put":{"acc{"put":{}}\nnull\n{"put":{"id":"x"}}\n${JSON.stringify({ put: waitingMessage(2) })}\n`
    const before = await readFile(path, 'utf8')
    await writeFile(path, before + damaged)
    const failed = vi.fn()
    const next = createFileOutboxStorage(path, failed)
    expect(await next.list(account)).toEqual([waitingMessage(1), waitingMessage(2)])
    expect(failed).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ message: expect.stringMatching(/^3 lines/) }),
    )
    expect(await readFile(`${path}.damaged`, 'utf8')).toBe(before + damaged)
    await next.close()
  })

  it('goes on when there is no space to write it anew', async () => {
    const failed = vi.fn()
    fresh()
    const storage = createFileOutboxStorage(path, failed)
    for (let index = 1; index <= 100; index += 1) {
      await storage.put(waitingMessage(index))
      await storage.remove(idOf(index))
    }
    const handle = await open(folder, 'r')
    vi.spyOn(Object.getPrototypeOf(handle), 'sync').mockRejectedValue(new Error('no space left'))
    await handle.close()
    await storage.put(waitingMessage(101))
    await storage.remove(idOf(1))
    expect(failed).toHaveBeenCalledOnce()
    vi.restoreAllMocks()
    await storage.put(waitingMessage(102))
    await storage.close()
    const next = createFileOutboxStorage(path)
    expect(await next.list(account)).toEqual([waitingMessage(101), waitingMessage(102)])
    await next.close()
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
