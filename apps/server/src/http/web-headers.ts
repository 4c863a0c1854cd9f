import type { IncomingHttpHeaders } from 'node:http'

/** The headers of a request, as the accounts take them. */
export function toWebHeaders(headers: IncomingHttpHeaders): Headers {
  const webHeaders = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    for (const each of Array.isArray(value) ? value : [value ?? '']) webHeaders.append(name, each)
  }
  return webHeaders
}
