/** What stands before the token in the path of an invite link. */
const PATH = '/i/'

/** The link that brings somebody in. */
export function inviteLink(token: string, origin: string): string {
  return `${origin}${PATH}${token}`
}

/** The token of an address such as `/i/mT3x...`; undefined for any other. */
export function inviteTokenIn({ pathname }: Pick<Location, 'pathname'>): string | undefined {
  return /^\/i\/([A-Za-z0-9_-]{1,64})\/?$/.exec(pathname)?.[1]
}
