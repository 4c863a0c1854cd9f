import { describe, expect, it } from 'vitest'
import { powersIn, powersOver } from './room-roles.ts'

describe('what is offered to somebody in a room', () => {
  it('is what their role lets them do', () => {
    const all = { runs: true, post: true, describe: true, settle: true, archive: true, invite: true }
    expect(powersIn({ kind: 'private', role: 'owner' })).toEqual(all)
    const some = { runs: true, post: true, describe: true, settle: false, archive: false, invite: true }
    expect(powersIn({ kind: 'private', role: 'moderator' })).toEqual(some)
    const none = { runs: false, post: true, describe: false, settle: false, archive: false, invite: false }
    expect(powersIn({ kind: 'private', role: 'member' })).toEqual(none)
    expect(powersIn({ kind: 'public', role: 'member' })).toEqual({ ...none, invite: true })
    expect(powersIn({ kind: 'direct', role: 'owner' })).toEqual(none)
  })

  it('is in an archived room to bring it back', () => {
    const archived = powersIn({ kind: 'public', role: 'owner', archived: true })
    expect(archived).toEqual({ runs: true, post: false, describe: false, settle: false, archive: true, invite: false })
  })

  it('reaches those below them, owners everybody and their own role', () => {
    const over = (role: 'owner' | 'moderator' | 'member', of: 'owner' | 'moderator' | 'member', isMe = false) =>
      powersOver({ kind: 'public', role }, { role: of }, isMe)
    expect(over('owner', 'owner')).toEqual({ roles: ['moderator', 'member'], remove: true })
    expect(over('owner', 'owner', true)).toEqual({ roles: ['moderator', 'member'], remove: false })
    expect(over('moderator', 'member')).toEqual({ roles: [], remove: true })
    expect(over('moderator', 'moderator')).toEqual({ roles: [], remove: false })
    expect(over('member', 'member')).toEqual({ roles: [], remove: false })
  })
})
