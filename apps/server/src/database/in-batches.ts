/** Values that one statement is given; SQLite takes no more than 32,766. */
const MAX_AT_ONCE = 500

/** Does something with all values, some of them at a time, one after another. */
export async function inBatches<Value>(
  values: readonly Value[],
  work: (some: readonly Value[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < values.length; start += MAX_AT_ONCE) await work(values.slice(start, start + MAX_AT_ONCE))
}
