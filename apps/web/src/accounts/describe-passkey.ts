import { formatDay } from '../design/time-format.ts'
import { startOfDay } from '../messages/timeline-rows.ts'
import type { Passkey } from './account-api.ts'

/** When a passkey was added and last used, for the person who looks for one that is not theirs. */
export function whenUsed({ addedAt, lastUsedAt }: Pick<Passkey, 'addedAt' | 'lastUsedAt'>, now: number): string {
  const day = (at: number) => formatDay(startOfDay(at), startOfDay(now))
  return `Added: ${day(addedAt)} · ${lastUsedAt === undefined ? 'Not used yet' : `Last used: ${day(lastUsedAt)}`}`
}

/** What a new passkey is proposed to be called: after the system that most likely keeps it. */
export function suggestPasskeyName(userAgent: string): string {
  const [name] = SYSTEMS.find(([, pattern]) => pattern.test(userAgent)) ?? []
  return name ?? 'My passkey'
}

const SYSTEMS: readonly [string, RegExp][] = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['Mac', /Macintosh/],
  ['Chromebook', /CrOS/],
  ['Linux', /Linux/],
]
