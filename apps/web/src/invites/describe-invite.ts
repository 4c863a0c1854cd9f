import type { Invite } from '@chat/protocol'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How often a link was used, and for how long it still counts, in words. */
export function describeInvite(
  { uses, maxUses, expiresAt }: Pick<Invite, 'uses' | 'maxUses' | 'expiresAt'>,
  now: number,
) {
  const used = maxUses === undefined ? `used ${uses}×` : `used ${uses} of ${maxUses}`
  if (expiresAt === undefined) return `${used}, no end`
  const left = expiresAt - now
  if (left < HOUR) return `${used}, ends within the hour`
  const [count, unit] = left < 2 * DAY ? [Math.round(left / HOUR), 'hour'] : [Math.round(left / DAY), 'day']
  return `${used}, ends in ${count} ${unit}${count === 1 ? '' : 's'}`
}
