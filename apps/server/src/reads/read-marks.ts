import type { Seq } from '@chat/protocol'
import { toRefusal } from '../gate/to-refusal.ts'
import type { Logger } from '../logger.ts'
import { memberKey } from '../rooms/members-store.ts'
import type { ReadMark, ReadMove } from './write-read-marks.ts'

export interface ReadMarks {
  /**
   * Moves somebody's mark forward and resolves once that is on disk.
   *
   * @returns where the mark stands; undefined if they are not a member
   * @throws {ChatError} if the database fails, or the disk is full
   */
  move(mark: ReadMove): Promise<Seq | undefined>
}

interface Waiting {
  mark: ReadMove
  readonly settle: ((written: Promise<ReadonlyMap<string, ReadMark>>) => void)[]
}

/**
 * Group commit for read marks: when a room of a thousand gets a message, a thousand people read it, and one transaction
 * takes what they say while the one before it is under way. Of two marks of one person in one room the further counts.
 */
export function createReadMarks(options: {
  readonly write: (marks: readonly ReadMove[]) => Promise<ReadMark[]>
  readonly logger: Logger
}): ReadMarks {
  const { write, logger } = options
  let waiting = new Map<string, Waiting>()
  let running = false

  async function run(): Promise<void> {
    while (waiting.size > 0) {
      const group = waiting
      waiting = new Map()
      const written = writeGroup(group)
      for (const { settle } of group.values()) for (const one of settle) one(written)
      // Told to those who wait for it.
      await written.catch(() => {})
    }
    running = false
  }

  async function writeGroup(group: ReadonlyMap<string, Waiting>): Promise<ReadonlyMap<string, ReadMark>> {
    try {
      const marks = await write([...group.values()].map(({ mark }) => mark))
      return new Map(marks.map((mark) => [memberKey(mark.roomId, mark.userId), mark]))
    } catch (error) {
      logger.error({ err: error, marks: group.size }, 'could not write marks')
      throw toRefusal(error)
    }
  }

  return {
    async move(mark) {
      const key = memberKey(mark.roomId, mark.userId)
      const entry = waiting.get(key) ?? { mark, settle: [] }
      if (mark.seq > entry.mark.seq) entry.mark = mark
      waiting.set(key, entry)
      const written = new Promise<ReadonlyMap<string, ReadMark>>((settle) => entry.settle.push(settle))
      if (!running) {
        running = true
        setImmediate(run)
      }
      return (await written).get(key)?.seq
    },
  }
}
