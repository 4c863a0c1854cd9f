import { type Person, UserId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { actionsFor, badgesOf, describeLastSeen, isName } from './describe-person.ts'

const ada: Person = { user: { id: UserId.parse('ada'), name: 'Ada' }, serverRole: 'member', joinedAt: 0 }
const someone = (serverRole?: 'owner' | 'admin') => ({
  id: UserId.parse('me'),
  name: 'Me',
  ...(serverRole && { serverRole }),
})

describe('what somebody may do about somebody', () => {
  it('is everything for an owner, suspending and deleting plain members for an admin, nothing for others', () => {
    expect(actionsFor(ada, someone('owner'))).toEqual([
      { do: 'role', role: 'owner' },
      { do: 'role', role: 'admin' },
      { do: 'suspend' },
      { do: 'delete' },
    ])
    expect(actionsFor(ada, someone('admin'))).toEqual([{ do: 'suspend' }, { do: 'delete' }])
    expect(actionsFor({ ...ada, serverRole: 'admin' }, someone('admin'))).toEqual([])
    expect(actionsFor(ada, someone())).toEqual([])
    expect(actionsFor(ada, undefined)).toEqual([])
  })

  it('is to let in again whoever is suspended, and nothing about oneself', () => {
    expect(actionsFor({ ...ada, suspendedAt: 1 }, someone('admin'))).toEqual([{ do: 'readmit' }, { do: 'delete' }])
    expect(actionsFor({ ...ada, user: someone('owner') }, someone('owner'))).toEqual([])
  })
})

describe('what stands beside a name', () => {
  it('is what is unusual', () => {
    expect(badgesOf(ada)).toEqual([])
    expect(badgesOf({ ...ada, serverRole: 'owner', suspendedAt: 1, user: { ...ada.user, guest: true } })).toEqual([
      'Suspended',
      'Owner',
      'Guest',
    ])
  })

  it('is the day on which they were last here', () => {
    const today = new Date(2026, 10, 25).getTime()
    expect(describeLastSeen({ ...ada, lastSeenAt: today + 5_000 }, today)).toBe('Last here today')
    expect(describeLastSeen({ ...ada, lastSeenAt: today - 5_000 }, today)).toBe('Last here yesterday')
    expect(describeLastSeen(ada, today)).toBe('Signed in nowhere')
  })
})

describe('typing a name to confirm', () => {
  it('takes the name as it stands there, with space around it and in any composition of its letters', () => {
    expect(isName(' Zoë ', 'Zoë')).toBe(true)
    expect(isName('Zoe\u0308', 'Zo\u00eb')).toBe(true)
    expect(isName('Zoë B', 'Zoë \u00a0 B')).toBe(true)
    expect(isName('Zoë B', 'Zoë\u3000B')).toBe(true)
  })

  it('takes nothing else', () => {
    for (const typed of ['', ' ', 'zoë', 'Zoe', 'Zoë ë']) expect(isName(typed, 'Zoë'), typed).toBe(false)
  })
})
