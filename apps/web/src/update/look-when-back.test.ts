import { type ConnectionState, createStore } from '@chat/client'
import { expect, it, vi } from 'vitest'
import { lookWhenBack } from './look-when-back.ts'

const RECONNECTING = { status: 'reconnecting', attempt: 1, retryAt: 1 } as const

it('looks for a newer version once, when the server is back', () => {
  const connection = createStore<ConnectionState>({ status: 'connecting' })
  const look = vi.fn()
  const stop = lookWhenBack(connection, { look })
  connection.set({ status: 'connected' })
  // The page has just been loaded.
  expect(look).not.toHaveBeenCalled()

  connection.set(RECONNECTING)
  connection.set({ status: 'connecting' })
  expect(look).not.toHaveBeenCalled()
  connection.set({ status: 'connected' })
  expect(look).toHaveBeenCalledOnce()
  connection.set({ status: 'offline' })
  connection.set({ status: 'connected' })
  expect(look).toHaveBeenCalledTimes(2)

  stop()
  connection.set(RECONNECTING)
  connection.set({ status: 'connected' })
  expect(look).toHaveBeenCalledTimes(2)
})
