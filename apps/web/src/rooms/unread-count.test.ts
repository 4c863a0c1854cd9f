import { expect, test } from 'vitest'
import { pageTitle, unreadCount } from './unread-count.ts'

const waiting = (unread: number, mentions = 0) => ({ unread, mentions })

test('counts up to what is counted exactly, and says so beyond', () => {
  expect([0, 1, 99, 100].map(unreadCount)).toEqual([undefined, '1', '99', '99+'])
})

test('the title tells how much waits in all rooms together', () => {
  expect(pageTitle([waiting(2), waiting(1)], '#general')).toBe('(3) #general · Chat')
  expect(pageTitle([waiting(60), waiting(60)], undefined)).toBe('(99+) Chat')
  expect(pageTitle([waiting(0)], '#general')).toBe('#general · Chat')
})

test('the title tells apart what calls one', () => {
  expect(pageTitle([waiting(2, 1), waiting(5), waiting(3, 3)], '#general')).toBe('(@4 · 10) #general · Chat')
})
