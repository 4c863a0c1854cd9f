/**
 * What the device says about its network. Hints only: they make the client try sooner or not bother, and never decide
 * whether it is connected.
 */
export interface Network {
  isOnline(): boolean
  /** `woke`: the device or the tab was asleep, so what is known may be old. */
  subscribe(listener: (hint: 'online' | 'offline' | 'woke') => void): () => void
}

/** For hosts that do not tell. */
export const alwaysOnline: Network = { isOnline: () => true, subscribe: () => () => {} }
