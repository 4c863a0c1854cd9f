/** A page that a mail leads to, and the token that came with the link. */
export interface LinkedPage {
  readonly page: 'reset-password' | 'confirm-email'
  readonly token: string
}

/** Which of these pages an address means; undefined for all others. */
export function linkedPageAt({ pathname, hash }: { pathname: string; hash: string }): LinkedPage | undefined {
  const token = hash.slice(1)
  if (token === '') return undefined
  if (pathname === '/reset-password') return { page: 'reset-password', token }
  if (pathname === '/confirm-email') return { page: 'confirm-email', token }
  return undefined
}
