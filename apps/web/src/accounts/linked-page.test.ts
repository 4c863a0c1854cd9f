import { expect, it } from 'vitest'
import { linkedPageAt } from './linked-page.ts'

it('knows the pages that mails lead to, and nothing else', () => {
  expect(linkedPageAt({ pathname: '/reset-password', hash: '#abc' })).toEqual({ page: 'reset-password', token: 'abc' })
  expect(linkedPageAt({ pathname: '/confirm-email', hash: '#a.b.c' })).toEqual({
    page: 'confirm-email',
    token: 'a.b.c',
  })
  expect(linkedPageAt({ pathname: '/reset-password', hash: '' })).toBeUndefined()
  expect(linkedPageAt({ pathname: '/', hash: '#/general' })).toBeUndefined()
})
