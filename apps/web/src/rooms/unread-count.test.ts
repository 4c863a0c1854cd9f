import { expect, test } from 'vitest'
import { unreadCount } from './unread-count.ts'

test('counts up to what is counted exactly, and says so beyond', () => {
  expect([0, 1, 99, 100].map(unreadCount)).toEqual([undefined, '1', '99', '99+'])
})
