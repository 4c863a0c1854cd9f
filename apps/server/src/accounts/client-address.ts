/** The header in which our own HTTP server tells better-auth the address of the client; it overwrites what comes in. */
export const CLIENT_ADDRESS_HEADER = 'x-chat-client-address'

/** Where a request comes from. */
export function clientAddress(headers: Headers | undefined): string {
  return headers?.get(CLIENT_ADDRESS_HEADER) ?? ''
}
