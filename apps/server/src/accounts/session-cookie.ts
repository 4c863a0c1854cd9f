import type { Config } from '../config.ts'

/**
 * The cookie that carries a session. `__Host-` makes browsers refuse one that was not set by this very host over https.
 */
export function sessionCookieName({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  return publicUrl?.startsWith('https:') ? '__Host-chat.session' : 'chat.session'
}

/** Whether a Cookie header names a session of ours, valid or not. Other programs on the host have cookies as well. */
export function hasSessionCookie(cookie: string | undefined): boolean {
  return /(?:^|;)\s*(?:__Host-)?chat\.session=[^;\s]/.test(cookie ?? '')
}
