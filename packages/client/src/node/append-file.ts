import { open } from 'node:fs/promises'

export interface AppendFile {
  /** Resolves once the text is on disk. If it rejects, nothing of the text is in the file. */
  append(text: string): Promise<void>
  close(): Promise<void>
}

/** Opens a file to write at its end. A disk that is full in the middle of a text leaves no half of it. */
export async function openAppendFile(path: string): Promise<AppendFile> {
  const file = await open(path, 'a', 0o600)
  /** Where the last whole text ends. */
  let { size } = await file.stat()
  let torn = false

  async function mend(): Promise<void> {
    await file.truncate(size)
    torn = false
  }

  return {
    async append(text) {
      // Where the half could not be cut off at once, it is now: nothing may be written behind it.
      if (torn) await mend()
      torn = true
      try {
        await file.appendFile(text)
        await file.datasync()
      } catch (error) {
        await mend().catch(() => {})
        throw error
      }
      torn = false
      size += Buffer.byteLength(text)
    },
    close: () => file.close(),
  }
}
