import { describe, expect, it } from 'vitest'
import { describeInvite } from './describe-invite.ts'

describe('an invite link in words', () => {
  it('says how often it was used and how long it counts', () => {
    const hour = 3_600_000
    expect(describeInvite({ uses: 0 }, 0)).toBe('used 0×, no end')
    expect(describeInvite({ uses: 3, maxUses: 10, expiresAt: hour / 2 }, 0)).toBe('used 3 of 10, ends within the hour')
    expect(describeInvite({ uses: 1, expiresAt: hour }, 0)).toBe('used 1×, ends in 1 hour')
    expect(describeInvite({ uses: 1, expiresAt: 24 * hour }, 0)).toBe('used 1×, ends in 24 hours')
    expect(describeInvite({ uses: 1, expiresAt: 7 * 24 * hour - 1_000 }, 0)).toBe('used 1×, ends in 7 days')
  })
})
