import type { Seq } from '@chat/protocol'
import { toRefusal } from '../gate/to-refusal.ts'
import type { Logger } from '../logger.ts'
import { memberKey } from '../rooms/members-store.ts'
import type { ReadMark, ReadMove, WrittenMark } from './write-read-marks.ts'

export interface ReadMarks {
  /**
   * Moves somebody's mark and resolves once that is on disk.
   *
   * @returns where the mark stands; undefined if they are not a member
   * @throws {ChatError} if the database fails, or the disk is full
   */
  move(mark: ReadMove): Promise<WrittenMark | undefined>
  /**
   * Says that messages have arrived on a device of somebody, who lets others know, and resolves once that is on disk.
   *
   * @returns how far they have arrived on any; undefined if they are not a member
   * @throws {ChatError} if the database fails, or the disk is full
   */
  deliver(mark: ReadMark): Promise<Seq | undefined>
}

interface Waiting {
  mark: ReadMove
  readonly settle: ((written: Promise<ReadonlyMap<string, WrittenMark>>) => void)[]
}

/**
 * Group commit for read marks: when a room of a thousand gets a message, a thousand people read it, and one transaction
 * takes what they say while the one before it is under way. Of two marks of one person in one room one counts.
 */
export function createReadMarks(options: {
  readonly write: (marks: readonly ReadMove[]) => Promise<WrittenMark[]>
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

  async function writeGroup(group: ReadonlyMap<string, Waiting>): Promise<ReadonlyMap<string, WrittenMark>> {
    try {
      const marks = await write([...group.values()].map(({ mark }) => mark))
      return new Map(marks.map((mark) => [memberKey(mark.roomId, mark.userId), mark]))
    } catch (error) {
      logger.error({ err: error, marks: group.size }, 'could not write marks')
      throw toRefusal(error)
    }
  }

  async function put(mark: ReadMove): Promise<WrittenMark | undefined> {
    const key = memberKey(mark.roomId, mark.userId)
    const entry = waiting.get(key) ?? { mark, settle: [] }
    entry.mark = together(entry.mark, mark)
    waiting.set(key, entry)
    const written = new Promise<ReadonlyMap<string, WrittenMark>>((settle) => entry.settle.push(settle))
    if (!running) {
      running = true
      setImmediate(run)
    }
    return (await written).get(key)
  }

  return {
    move: put,
    deliver: async ({ seq, ...member }) =>
      (await put({ ...member, seq: 0, epoch: undefined, shownSeq: 0, deliveredSeq: seq }))?.deliveredSeq,
  }
}

/** The one that holds of two marks; what others may know of either, they may. */
function together(one: ReadMove, other: ReadMove): ReadMove {
  const order = epochOf(other) - epochOf(one) || other.seq - one.seq
  return {
    ...(order > 0 ? other : one),
    shownSeq: Math.max(one.shownSeq, other.shownSeq),
    deliveredSeq: Math.max(one.deliveredSeq ?? 0, other.deliveredSeq ?? 0),
  }
}

/** Whoever says none does not know of any: whatever the mark has, another is not earlier. */
function epochOf({ epoch = 0 }: ReadMove): number {
  return epoch
}
