/** Chance that can be had again: the same seed makes the same plan. What races with it does not repeat. */
export interface Random {
  readonly seed: number
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number
  /** True once in `times` on average. */
  oneIn(times: number): boolean
}

/** @param seed by default a new one, or that of the environment's CHAT_SEED */
export function createRandom(seed = Number(process.env['CHAT_SEED'] ?? Date.now() % 1_000_000)): Random {
  let state = seed
  /** Mulberry32: small, and good enough to choose moments. */
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (min: number, max: number) => min + Math.floor(fraction() * (max - min + 1))
  return { seed, integer, oneIn: (times) => integer(1, times) === 1 }
}
