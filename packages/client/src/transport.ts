/**
 * What carries requests and events. It knows names and plain values only: validation, time limits and reconnecting are the
 * client's. Small, so that a test can put a model of a server here.
 */
export interface Transport {
  /** Opens one connection and tells the listener later. A connection that is lost is not mended: the client opens another. */
  open(listener: TransportListener): TransportConnection
}

export interface TransportListener {
  /** The server has accepted the connection. */
  opened(): void
  /**
   * The connection could not be made or is lost. Called at most once, never after `close()`.
   *
   * @param reason what the server gave as the reason (see `ErrorBody`), if it did
   */
  closed(reason?: unknown): void
  /** An event has come in. */
  received(name: string, payload: unknown): void
}

export interface TransportConnection {
  /**
   * Sends a request now or never: a transport neither queues nor repeats it.
   *
   * @param answered left out where nobody wants an answer; it may then be dropped where others have to wait
   */
  request(name: string, input: unknown, answered?: (ack: unknown) => void): void
  close(): void
}
