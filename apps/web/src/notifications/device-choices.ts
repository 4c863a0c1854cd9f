import { browserStorage } from '../store/browser-storage.ts'
import { keptChoice } from '../store/kept-choice.ts'

const storage = browserStorage()

/** Whether notifications are to show on this device. */
export const notificationsWanted = keptChoice(storage, 'chat.notifications', ['unasked', 'on', 'off'], 'unasked')

export const VOLUMES = ['off', 'quiet', 'medium', 'loud'] as const
export type Volume = (typeof VOLUMES)[number]

/** How loud each is, from 0 to 1. */
export const LOUDNESS: { readonly [Name in Volume]: number } = { off: 0, quiet: 0.06, medium: 0.18, loud: 0.5 }

/** How loud notifications sound on this device. */
export const soundVolume = keptChoice(storage, 'chat.sound', VOLUMES, 'medium')

/**
 * Whether a sound may come now, of whatever tab; then no other may for so long. It is for tabs that cannot elect one of
 * them, as on plain HTTP, and for the moment in which another one is elected.
 */
export function claimSound(now: number, restMs: number): boolean {
  const last = Number(storage.getItem(SOUNDED))
  if (now >= last && now < last + restMs) return false
  storage.setItem(SOUNDED, String(now))
  return true
}

const SOUNDED = 'chat.sounded'

/** Takes over what was chosen in another tab. */
export function followOtherTabs(page: Window): () => void {
  const stop = new AbortController()
  const reread = () => {
    notificationsWanted.reread()
    soundVolume.reread()
  }
  page.addEventListener('storage', reread, { signal: stop.signal })
  return () => stop.abort()
}
