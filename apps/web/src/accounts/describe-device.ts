import { formatDay, formatTime } from '../design/time-format.ts'
import { startOfDay } from '../messages/timeline-rows.ts'
import type { Device } from './account-api.ts'

/** "Firefox on Linux", or as much of it as is known. */
export function describeDevice({ browser, system }: Pick<Device, 'browser' | 'system'>): string {
  if (browser === undefined) return system ?? 'Unknown device'
  return system === undefined ? browser : `${browser} on ${system}`
}

/** When a device was last used, for the person who looks for one that is not theirs. */
export function whenSeen({ current, connected, seenAt }: Omit<Device, 'id'>, now: number): string {
  if (current) return 'This device'
  if (connected) return 'In use now'
  const day = formatDay(startOfDay(seenAt), startOfDay(now))
  return `Last used: ${day}, ${formatTime(seenAt)}`
}
