import type { Config } from '../config.ts'

/**
 * The origins whose pages may act with a person's cookies: the configured ones, and without a PUBLIC_URL the address
 * under which the request itself came in (localhost, a LAN address, a development proxy).
 *
 * @param host the request's Host header
 */
export function trustedOrigins(
  host: string | null | undefined,
  { publicUrl, allowedOrigins }: Pick<Config, 'publicUrl' | 'allowedOrigins'>,
): string[] {
  const own = publicUrl === undefined ? originsAt(host ?? '') : [publicUrl]
  return [...own, ...allowedOrigins]
}

/** Both schemes, since a proxy that ends TLS says nothing that we could believe without being configured. */
function originsAt(host: string): string[] {
  if (!/^[a-z0-9.:[\]-]+$/i.test(host)) return []
  return [`http://${host}`, `https://${host}`].filter((url) => URL.canParse(url)).map((url) => new URL(url).origin)
}
