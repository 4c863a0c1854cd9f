import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import type { Drain } from './drain.ts'
import { endWithProcess } from './end-with-process.ts'

function createTestProcess() {
  const begin = vi.fn(async (_reason: string, _code?: number) => {})
  let state: Drain['state'] = 'serving'
  const logger = { fatal: vi.fn() }
  const process = new EventEmitter()
  const drain: Drain = {
    get state() {
      return state
    },
    begin: (reason, code) => {
      state = 'draining'
      return begin(reason, code)
    },
  }
  endWithProcess(drain, logger, process as unknown as NodeJS.Process)
  return { process, begin, logger }
}

it.each(['SIGTERM', 'SIGINT'])('stops at %s, and passes every further one on', (signal) => {
  const { process, begin } = createTestProcess()
  process.emit(signal, signal)
  process.emit(signal, signal)
  expect(begin.mock.calls).toEqual([
    [signal, undefined],
    [signal, undefined],
  ])
})

it.each(['uncaughtException', 'unhandledRejection'])('logs an %s and stops with a failure, once', (event) => {
  const { process, begin, logger } = createTestProcess()
  const error = new Error('nobody expected this')
  process.emit(event, error)
  process.emit(event, new Error('nor this'))
  expect(logger.fatal).toHaveBeenCalledTimes(2)
  expect(logger.fatal).toHaveBeenCalledWith({ err: error }, event)
  expect(begin.mock.calls).toEqual([[event, 1]])
})
