import { type MembersPage, type MembersSearch, RequestError } from '@chat/client'
import { Member, RoomId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { createRoomMembers } from './room-members.ts'

const member = (userId: string) => Member.parse({ userId, role: 'member', joinedSeq: 1, lastReadSeq: 0 })
const page = (ids: string[], cursor?: string): MembersPage => ({
  members: ids.map(member),
  users: [],
  ...(cursor !== undefined && { cursor }),
})

function open(answers: (MembersPage | Error)[]) {
  const asked: MembersSearch[] = []
  const members = createRoomMembers(
    {
      async listMembers(_, search = {}) {
        asked.push(search)
        const answer = answers.shift()
        if (answer === undefined || answer instanceof Error) throw answer
        return answer
      },
    },
    RoomId.parse('r1'),
  )
  return { ...members, asked, ids: () => members.found.get().items.map(({ userId }) => userId) }
}

describe('the members of a room', () => {
  it('come page by page, each once', async () => {
    const { search, more, asked, ids, found } = open([page(['ada', 'bob'], 'on'), page(['bob', 'carol'])])
    expect(found.get().status).toBe('loading')
    await search('')
    expect(found.get()).toMatchObject({ status: 'ready', hasMore: true })
    await more()
    await more()
    expect(ids()).toEqual(['ada', 'bob', 'carol'])
    expect(asked).toEqual([{}, { cursor: 'on' }])
  })

  it('are searched on the server, page by page, and each page is asked for once', async () => {
    const { search, more, asked, ids } = open([page(['ada'], 'on'), page(['bob'], 'further')])
    await search('a')
    await Promise.all([more(), more()])
    expect(asked).toEqual([{ query: 'a' }, { query: 'a', cursor: 'on' }])
    expect(ids()).toEqual(['ada', 'bob'])
  })

  it('show what was done about somebody without asking again', async () => {
    const { search, replace, remove, found, ids } = open([page(['ada', 'bob'])])
    await search('')
    const [ada, bob] = found.get().items
    if (!ada || !bob) throw new Error('unreachable')
    replace({ ...ada, role: 'moderator' })
    remove(bob.userId)
    expect(ids()).toEqual(['ada'])
    expect(found.get().items[0]?.role).toBe('moderator')
  })

  it('say why they cannot be shown, and come when asked again', async () => {
    const { search, found, ids } = open([new RequestError('DISCONNECTED', 'Not connected'), page(['ada'])])
    await search('')
    expect(found.get()).toMatchObject({ status: 'failed', problem: expect.stringContaining('no connection') })
    await search('')
    expect(ids()).toEqual(['ada'])
    expect(found.get().problem).toBeUndefined()
  })
})
