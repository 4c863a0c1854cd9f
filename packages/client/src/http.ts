/** What came back: its status, and its body if that was JSON. */
export interface HttpAnswer {
  readonly ok: boolean
  readonly body: unknown
}

/**
 * Asks the server over HTTP, as whoever the connection belongs to, for what does not fit into a frame. Rejects where there
 * is no answer.
 */
export type Http = (method: 'PUT' | 'DELETE', path: string, body?: Uint8Array<ArrayBuffer>) => Promise<HttpAnswer>

/** For a client that only has its connection. */
export const noHttp: Http = () => Promise.reject(new Error('This client was given no way to ask over HTTP'))
