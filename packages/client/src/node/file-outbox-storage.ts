import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { MessageId } from '@chat/protocol'
import type { OutboxStorage, StoredMessage } from '../outbox-storage.ts'
import { createStore } from '../writable-store.ts'

type Line = { readonly put: StoredMessage } | { readonly remove: MessageId }

/** The file is written anew once it has this many lines more than messages. */
const SPARE_LINES = 200

/**
 * An outbox in a file that one process uses: a line is added for every change and is on disk before the change counts. A
 * process killed at any moment leaves at worst half a line at the end, of a change that nobody was told about.
 */
export function createFileOutboxStorage(path: string): OutboxStorage {
  let opening: Promise<{ file: FileHandle; messages: Map<MessageId, StoredMessage> }> | undefined
  let lines = 0

  async function load() {
    await mkdir(dirname(path), { recursive: true })
    const messages = new Map<MessageId, StoredMessage>()
    for (const line of await readLines(path)) apply(messages, line)
    return { messages, file: await rewrite(messages) }
  }

  const opened = () => (opening ??= load())

  /** Puts a file in place that holds the messages and nothing else; there is always a whole one. */
  async function rewrite(messages: Map<MessageId, StoredMessage>): Promise<FileHandle> {
    const fresh = `${path}.new`
    const file = await open(fresh, 'w', 0o600)
    await file.write([...messages.values()].map((message) => `${JSON.stringify({ put: message })}\n`).join(''))
    await file.sync()
    await file.close()
    await rename(fresh, path)
    await syncFolder(dirname(path))
    lines = messages.size
    return open(path, 'a', 0o600)
  }

  async function change(line: Line): Promise<void> {
    const state = await opened()
    await state.file.write(`${JSON.stringify(line)}\n`)
    await state.file.datasync()
    apply(state.messages, line)
    lines += 1
    if (lines - state.messages.size <= SPARE_LINES) return
    await state.file.close()
    state.file = await rewrite(state.messages)
  }

  return {
    durability: createStore<'durable' | 'memory'>('durable'),
    list: async (account) => [...(await opened()).messages.values()].filter((message) => message.account === account),
    put: (message) => change({ put: message }),
    remove: (id) => change({ remove: id }),
    async close() {
      const closing = opening
      opening = undefined
      await (await closing)?.file.close()
    },
  }
}

function apply(messages: Map<MessageId, StoredMessage>, line: Line): void {
  if ('put' in line) messages.set(line.put.id, line.put)
  else messages.delete(line.remove)
}

async function readLines(path: string): Promise<Line[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  // What stands after the last line break was not finished.
  return text
    .split('\n')
    .slice(0, -1)
    .map((line): Line => JSON.parse(line))
}

/** A renamed file is on disk once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}
