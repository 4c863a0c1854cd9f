import { expect, test } from 'vitest'
import { pageTitle } from './page-title.ts'

test('the title tells how much calls one in all rooms together, and where one is', () => {
  expect(pageTitle({ calling: 3, more: true }, '#general')).toBe('(3) #general · Chat')
  expect(pageTitle({ calling: 120, more: false }, undefined)).toBe('(99+) Chat')
  expect(pageTitle({ calling: 0, more: false }, '#general')).toBe('#general · Chat')
})

test('the title has a dot where there is only more to read', () => {
  expect(pageTitle({ calling: 0, more: true }, '#general')).toBe('• #general · Chat')
})
