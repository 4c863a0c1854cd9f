/**
 * Parses each frame once, however many connections it arrives at: a broadcast has the same bytes for all of them, and to
 * compare bytes costs next to nothing. Remembers the last few frames.
 */
export class FrameCache<Parsed> {
  readonly #parse: (bytes: Buffer) => Parsed
  readonly #known = new Map<number, { readonly bytes: Buffer; readonly parsed: Parsed }[]>()
  #count = 0

  constructor(parse: (bytes: Buffer) => Parsed) {
    this.#parse = parse
  }

  read(bytes: Buffer): Parsed {
    const key = hash(bytes)
    const candidates = this.#known.get(key)
    const hit = candidates?.find((candidate) => candidate.bytes.equals(bytes))
    if (hit) return hit.parsed
    const parsed = this.#parse(bytes)
    if (this.#count >= MAX_KNOWN) {
      this.#known.clear()
      this.#count = 0
    }
    this.#count += 1
    // The bytes belong to a buffer that the socket uses again.
    const entry = { bytes: Buffer.from(bytes), parsed }
    const bucket = this.#known.get(key)
    if (bucket) bucket.push(entry)
    else this.#known.set(key, [entry])
    return parsed
  }
}

const MAX_KNOWN = 1_024

/** Length and some bytes from the middle, where frames of one kind differ. */
function hash(bytes: Buffer): number {
  let value = bytes.length
  const step = Math.max(1, bytes.length >> 5)
  for (let index = bytes.length & 3; index < bytes.length; index += step) value = (value * 31 + (bytes[index] ?? 0)) | 0
  return value
}
