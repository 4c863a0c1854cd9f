import { type Fetch, ownFetch } from './fetch.ts'
import type { Http } from './http.ts'

export interface FetchHttpOptions {
  /** Where the server is; in a browser the page's own if left out. */
  readonly url?: string
  /** A bearer token; in a browser, the session cookie stands in for it. */
  readonly token?: string
  readonly fetch?: Fetch
}

/** HTTP by `fetch`, which browsers and Node have. */
export function createFetchHttp({ url = '', token, fetch = ownFetch }: FetchHttpOptions): Http {
  const server = url.replace(/\/+$/, '')
  return async (method, path, body) => {
    const response = await fetch(`${server}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/octet-stream' }),
      },
      ...(body && { body }),
    })
    return { ok: response.ok, body: await response.json().catch(() => undefined) }
  }
}
