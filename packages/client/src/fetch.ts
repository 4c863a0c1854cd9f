/** The part of `fetch` that is needed, so that a program can bring its own. */
export type Fetch = (
  url: string,
  init: {
    readonly method: string
    readonly headers: Record<string, string>
    readonly body?: string | Uint8Array<ArrayBuffer>
  },
) => Promise<{
  readonly ok: boolean
  readonly status: number
  readonly headers: { get(name: string): string | null }
  json(): Promise<unknown>
}>

declare const fetch: Fetch

/** The surroundings' own. */
export const ownFetch: Fetch = (url, init) => fetch(url, init)
