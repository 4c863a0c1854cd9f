const FIN_CLOSE = 0x88

/**
 * The frame that ends a WebSocket (RFC 6455, section 5.5.1), unmasked.
 *
 * @param reason no more than 123 bytes
 */
export function closeFrame(code: number, reason: string): Buffer {
  const text = Buffer.from(reason)
  return Buffer.concat([Buffer.from([FIN_CLOSE, 2 + text.length, code >> 8, code & 0xff]), text])
}
