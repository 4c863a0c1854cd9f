import { type User, UserId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { peopleToInvite } from './people-to-invite.ts'

const person = (name: string): User => ({ id: UserId.parse(name), name })

describe('whom one can invite', () => {
  it('is found by any part of a name, in any case, in order, without oneself', () => {
    const users = ['Zoe', 'adam', 'Ada', 'Bert'].map(person)
    const found = (query: string) => peopleToInvite(users, { query, me: UserId.parse('Ada') }).map(({ name }) => name)
    expect(found('')).toEqual(['adam', 'Bert', 'Zoe'])
    expect(found(' DA ')).toEqual(['adam'])
    expect(found('nobody')).toEqual([])
  })

  it('is shown as far as anybody reads a list', () => {
    const users = Array.from({ length: 200 }, (_, index) => person(`p${index}`))
    expect(peopleToInvite(users, { query: '', me: undefined })).toHaveLength(50)
  })
})
