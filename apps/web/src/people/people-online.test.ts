import { type User, UserId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { peopleOnline } from './people-online.ts'

const user = (id: string, name: string): User => ({ id: UserId.parse(id), name })
const users = (...list: User[]) => new Map(list.map((one) => [one.id, one]))
const presence = (...ids: string[]) => ({
  online: ids.length,
  people: ids.map((id) => ({ userId: UserId.parse(id), status: 'online' as const })),
})

describe('the people online', () => {
  const me = user('me', 'zoe')

  it('begin with oneself and go on by name, whatever its case and numbers', () => {
    const known = users(user('a', 'fox10'), user('b', 'Fox9'), user('c', 'Ada'))
    const names = peopleOnline(presence('a', 'b', 'me', 'c'), known, me).map(({ name }) => name)
    expect(names).toEqual(['zoe', 'Ada', 'Fox9', 'fox10'])
  })

  it('mark oneself', () => {
    expect(peopleOnline(presence('me'), users(), me)).toEqual([{ id: 'me', name: 'zoe', status: 'online', me: true }])
  })

  it('leave out whose name is not known yet, and who has gone', () => {
    const gone = { userId: UserId.parse('a'), status: 'offline' as const }
    expect(peopleOnline({ online: 1, people: [gone, ...presence('b').people] }, users(user('a', 'Ada')), me)).toEqual(
      [],
    )
  })
})
