import { expect, test } from 'vitest'
import { pageTitle, unreadCount } from './unread-count.ts'

test('counts up to what is counted exactly, and says so beyond', () => {
  expect([0, 1, 99, 100].map(unreadCount)).toEqual([undefined, '1', '99', '99+'])
})

test('the title tells how much waits in all rooms together', () => {
  expect(pageTitle([{ unread: 2 }, { unread: 1 }], '#general')).toBe('(3) #general · Chat')
  expect(pageTitle([{ unread: 60 }, { unread: 60 }], undefined)).toBe('(99+) Chat')
  expect(pageTitle([{ unread: 0 }], '#general')).toBe('#general · Chat')
})
