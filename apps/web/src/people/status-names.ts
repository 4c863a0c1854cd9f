import type { PresenceStatus } from '@chat/protocol'

/** How it is said whether somebody is there. */
export const STATUS_NAMES: Record<PresenceStatus, string> = {
  online: 'Online',
  away: 'Away',
  dnd: 'Do not disturb',
  offline: 'Offline',
}
