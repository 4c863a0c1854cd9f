/**
 * What the device says about its network. `offline` closes the connection at once, which would otherwise be missed only
 * when it times out; `online` and `woke` make the client try, or catch up, at once. A device can be wrong: while it says
 * that it is offline the client still tries now and then, and stays connected if that works.
 */
export interface Network {
  isOnline(): boolean
  /** `woke`: the device or the tab was asleep, so what is known may be old. */
  subscribe(listener: (hint: 'online' | 'offline' | 'woke') => void): () => void
}

/** For hosts that do not tell. */
export const alwaysOnline: Network = { isOnline: () => true, subscribe: () => () => {} }
