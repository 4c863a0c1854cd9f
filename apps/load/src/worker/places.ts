import type { Placed } from './commands.ts'

/** Bytes of an id, behind one that says how many they are. A UUID has 36. */
const MAX_ID = 63
const SLOT = MAX_ID + 1
const FIRST_SLOTS = 1_024

/**
 * Which message is at which place of a room. Kept in plain memory and not as objects: hundreds of thousands of those
 * would be looked at again in each garbage collection, which took the generator a third of its time.
 */
export class Places {
  readonly #rooms = new Map<string, Buffer>()

  /**
   * Notes a message.
   *
   * @returns another one that is already at this place, which stays
   * @throws {RangeError} if the id is longer than any that a generator makes
   */
  put(room: string, seq: number, id: string): string | undefined {
    const slots = this.#slotsFor(room, seq)
    const known = idAt(slots, seq)
    if (known !== '') return known === id ? undefined : known
    const start = seq * SLOT
    const length = slots.write(id, start + 1, MAX_ID, 'latin1')
    if (length < id.length) throw new RangeError(`An id has at most ${MAX_ID} characters`)
    slots[start] = length
    return undefined
  }

  /** How many messages a room has after a position. */
  countAfter(room: string, seq: number): number {
    const slots = this.#rooms.get(room)
    let count = 0
    for (let start = (seq + 1) * SLOT; slots && start < slots.length; start += SLOT) if (slots[start] !== 0) count += 1
    return count
  }

  get all(): readonly Placed[] {
    return [...this.#rooms].flatMap(([room, slots]) =>
      Array.from({ length: slots.length / SLOT }, (_, seq): Placed => [room, seq, idAt(slots, seq)]).filter(
        ([, , id]) => id !== '',
      ),
    )
  }

  #slotsFor(room: string, seq: number): Buffer {
    const known = this.#rooms.get(room)
    if (known && seq * SLOT < known.length) return known
    const slots = Buffer.alloc(SLOT * Math.max(FIRST_SLOTS, 2 * seq))
    known?.copy(slots)
    this.#rooms.set(room, slots)
    return slots
  }
}

function idAt(slots: Buffer, seq: number): string {
  const start = seq * SLOT
  return slots.toString('latin1', start + 1, start + 1 + (slots[start] ?? 0))
}
