/** A value that can be watched; shaped for React's `useSyncExternalStore`. `get` returns the same object until it changes. */
export interface ReadableStore<T> {
  get(): T
  /** Calls the listener after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void
}
