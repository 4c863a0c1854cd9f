import DataLoader from 'dataloader'

const MAX_AT_ONCE = 500

/**
 * A look-up that reads at once what is asked for at the same time: after a failure of the network everybody comes back
 * within a second and asks the same. Nothing is kept: what is asked for is read after the asking.
 *
 * @param nameOf tells one key from another
 * @param read gets each key once; what it does not find it leaves out
 */
export function readTogether<Key, Value>(
  nameOf: (key: Key) => string,
  read: (keys: readonly Key[]) => Promise<ReadonlyMap<string, Value>>,
): (key: Key) => Promise<Value | undefined> {
  const loader = new DataLoader<Key, Value | undefined>(
    async (keys) => {
      const distinct = new Map(keys.map((key) => [nameOf(key), key]))
      const found = await read([...distinct.values()])
      return keys.map((key) => found.get(nameOf(key)))
    },
    { cache: false, maxBatchSize: MAX_AT_ONCE, batchScheduleFn: (dispatch) => setImmediate(dispatch) },
  )
  return (key) => loader.load(key)
}
