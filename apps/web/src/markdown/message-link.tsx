import type { ReactNode } from 'react'

/**
 * A link that somebody has written. It opens beside the conversation. Where its text is not the address itself, or is one
 * that can pass for another, it says where it leads: a text can claim anything.
 *
 * @param bare whether the text is the address
 */
export function MessageLink({ href, bare, children }: { href: string; bare: boolean; children: ReactNode }) {
  if (!URL.canParse(href)) return children
  const url = new URL(href)
  if (!OPENABLE.has(url.protocol)) return children
  const own = url.origin === globalThis.location?.origin
  const place = url.protocol === 'mailto:' ? url.pathname : url.host
  return (
    <>
      <a href={url.href} title={url.href} {...(!own && BESIDE)}>
        <bdi>{children}</bdi>
      </a>
      {!own && (!bare || canPass(url)) && <bdi className="text-muted text-xs"> ({place})</bdi>}
    </>
  )
}

/** Whether the address looks like that of another place: by letters of another alphabet, or by a place as the name of a user. */
function canPass({ host, username }: URL): boolean {
  return host.includes('xn--') || username !== ''
}

const OPENABLE = new Set(['http:', 'https:', 'mailto:'])
const BESIDE = { target: '_blank', rel: 'noopener noreferrer nofollow' }
