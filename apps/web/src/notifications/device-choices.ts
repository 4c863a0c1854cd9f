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
