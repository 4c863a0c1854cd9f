import { copyFile, type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { MessageId, RoomId, UserId } from '@chat/protocol'
import type { OutboxStorage, StoredMessage } from '../outbox-storage.ts'
import { createStore } from '../writable-store.ts'
import { openAppendFile } from './append-file.ts'

type Line = { readonly put: StoredMessage } | { readonly remove: MessageId }

/** The file is written anew once it has this many lines more than messages. */
const SPARE_LINES = 200

/**
 * An outbox in a file that one process uses: a line is added for every change and is on disk before the change counts. A
 * process killed at any moment leaves at worst half a line at the end, of a change that nobody was told about.
 *
 * @param onFailed hears of what could not be read, or not tidied up; the outbox goes on without it
 */
export function createFileOutboxStorage(path: string, onFailed: (error: unknown) => void = () => {}): OutboxStorage {
  let opening: ReturnType<typeof load> | undefined
  let lines = 0

  async function load() {
    await mkdir(dirname(path), { recursive: true })
    const messages = new Map<MessageId, StoredMessage>()
    const { readable, unreadable } = await readLines(path)
    if (unreadable > 0) {
      const aside = `${path}.damaged`
      await copyFile(path, aside)
      onFailed(new Error(`${unreadable} lines of the outbox cannot be read; the file as it was is ${aside}`))
    }
    for (const line of readable) apply(messages, line)
    await rewrite(messages)
    return { messages, file: await openAppendFile(path) }
  }

  async function opened() {
    opening ??= load()
    try {
      return await opening
    } catch (error) {
      opening = undefined
      throw error
    }
  }

  /** Puts a file in place that holds the messages and nothing else; there is always a whole one. */
  async function rewrite(messages: Map<MessageId, StoredMessage>): Promise<void> {
    const fresh = `${path}.new`
    const file: FileHandle = await open(fresh, 'w', 0o600)
    try {
      await file.writeFile([...messages.values()].map((message) => `${JSON.stringify({ put: message })}\n`).join(''))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(fresh, path)
    await syncFolder(dirname(path))
    lines = messages.size
  }

  async function change(line: Line): Promise<void> {
    const state = await opened()
    await state.file.append(`${JSON.stringify(line)}\n`)
    apply(state.messages, line)
    lines += 1
    if (lines - state.messages.size <= SPARE_LINES) return
    try {
      await rewrite(state.messages)
      const long = state.file
      state.file = await openAppendFile(path)
      await long.close()
    } catch (error) {
      // The change is on disk all the same; the next one tries again.
      onFailed(error)
    }
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

async function readLines(path: string): Promise<{ readable: Line[]; unreadable: number }> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  // What stands after the last line break was not finished.
  const lines = text.split('\n').slice(0, -1)
  const readable = lines.map(readLine).filter((line) => line !== undefined)
  return { readable, unreadable: lines.length - readable.length }
}

function readLine(line: string): Line | undefined {
  let content: { put?: Partial<StoredMessage>; remove?: unknown }
  try {
    content = Object(JSON.parse(line))
  } catch {
    return undefined
  }
  const { put } = content
  if (put === undefined) {
    const removed = MessageId.safeParse(content.remove)
    return removed.success ? { remove: removed.data } : undefined
  }
  const { account, id, roomId, text, createdAt, error } = Object(put)
  const named = [UserId.safeParse(account), MessageId.safeParse(id), RoomId.safeParse(roomId)]
  const isWhole = named.every(({ success }) => success) && typeof text === 'string' && typeof createdAt === 'number'
  return isWhole ? { put: { account, id, roomId, text, createdAt, ...(error && { error }) } } : undefined
}

/** A renamed file is on disk once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}
