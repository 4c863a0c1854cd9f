export const BACK_OFF = { firstMs: 500, maxMs: 30_000 } as const

/**
 * How long to wait before another attempt: a random part ("full jitter") of a bound that doubles, so that a thousand
 * clients that lost the same server do not come back at the same moment.
 *
 * @param failures how many attempts have failed in a row, from 1
 */
export function backOff(failures: number, random: () => number): number {
  const bound = Math.min(BACK_OFF.maxMs, BACK_OFF.firstMs * 2 ** Math.max(0, failures - 1))
  return Math.round(random() * bound)
}
