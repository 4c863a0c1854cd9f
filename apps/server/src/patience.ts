/** How long others may keep the server waiting, in milliseconds. Whoever takes longer is cut off. */
export interface Patience {
  /** The headers of a request may take so long, a WebSocket's too. */
  readonly headers: number
  /** All of a request. */
  readonly request: number
  /** Nothing may move for so long while somebody sends a request or takes its answer. */
  readonly silence: number
  /** How often is looked for requests that take too long. */
  readonly check: number
  /** A connection may be open so long before it says who it is. */
  readonly connect: number
  /** A connection may take so long to change from long-polling to a WebSocket. */
  readonly upgrade: number
  /** The database may take so long to tell which sessions there still are, or that it is there. */
  readonly lookUp: number
  /** PostgreSQL may say nothing for so long while it is asked for something: longer than a statement may take. */
  readonly database: number
}

export const usualPatience: Patience = {
  headers: 15_000,
  request: 30_000,
  silence: 60_000,
  check: 5_000,
  connect: 10_000,
  upgrade: 10_000,
  lookUp: 5_000,
  database: 15_000,
}
