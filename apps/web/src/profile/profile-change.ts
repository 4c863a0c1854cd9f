import type { ProfileChange } from '@chat/client'
import type { Profile, User } from '@chat/protocol'
import { type StatusTime, statusForMs } from './status-time.ts'

/** What a form about oneself says. */
export interface ProfileDraft {
  readonly name: string
  readonly statusText: string
  readonly statusTime: StatusTime
  /** Empty for none. */
  readonly timeZone: string
}

/** A form that says what is so already. */
export function draftOf({ name }: User, { statusText = '', statusUntil, timeZone = '' }: Profile): ProfileDraft {
  return { name, statusText, statusTime: statusUntil === undefined ? 'always' : 'keep', timeZone }
}

/** What is different, and nothing else: another device may have changed the rest. */
export function changeOf(draft: ProfileDraft, user: User, profile: Profile, now: number): ProfileChange {
  const before = draftOf(user, profile)
  const [name, statusText] = [draft.name.trim(), draft.statusText.trim()]
  const sameStatus = statusText === before.statusText && (statusText === '' || draft.statusTime === before.statusTime)
  const forMs = statusText === '' ? undefined : statusForMs(draft.statusTime, now, profile.statusUntil)
  return {
    ...(name !== before.name && { name }),
    ...(!sameStatus && { statusText, ...(forMs !== undefined && { statusForMs: forMs }) }),
    ...(draft.timeZone !== before.timeZone && { timeZone: draft.timeZone }),
  }
}
