/**
 * Chooses among the clients that share an outbox the one that sends. It saves work and no more: two that send at once do no
 * harm, because the server takes every message id once.
 */
export interface FlusherLock {
  /**
   * Asks to be the one.
   *
   * @param granted is called later, once this client is the one
   * @returns gives the place back, or takes the wish back
   */
  request(name: string, granted: () => void): () => void
}

/** For an outbox that is not shared, and for hosts without locks. */
export const noLock: FlusherLock = {
  request(_name, granted) {
    let wanted = true
    void Promise.resolve().then(() => wanted && granted())
    return () => {
      wanted = false
    }
  },
}
