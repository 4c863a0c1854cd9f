import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { createLogger } from './logger.ts'

function setUp() {
  const lines: unknown[] = []
  const destination = new Writable({
    write(line, _, done) {
      lines.push(JSON.parse(String(line)))
      done()
    },
  })
  let time = 0
  return {
    lines,
    logger: createLogger({ logLevel: 'info' }, destination, () => time),
    pass(milliseconds: number) {
      time += milliseconds
    },
  }
}

test('a failure that comes again and again is written once in ten seconds, with how often it came', () => {
  const { lines, logger, pass } = setUp()
  const fail = (userId: string) => logger.error({ err: new Error('no database'), userId }, 'a request failed')
  for (let times = 0; times < 100; times += 1) fail('alice')
  expect(lines).toMatchObject([{ msg: 'a request failed', err: { message: 'no database' }, userId: 'alice' }])
  expect(lines).not.toMatchObject([{ repeated: expect.anything() }])
  pass(10_000)
  // A request has a logger of its own.
  logger.child({ reqId: 1 }).error({ err: new Error('no database'), userId: 'bob' }, 'a request failed')
  fail('carol')
  expect(lines.slice(1)).toMatchObject([
    { msg: 'a request failed', err: { message: 'no database' }, userId: 'bob', repeated: 99, reqId: 1 },
  ])
  pass(10_000)
  fail('dave')
  expect(lines.slice(2)).toMatchObject([{ userId: 'dave', repeated: 1 }])
})

test('a failure is written also after the clock was set back', () => {
  const { lines, logger, pass } = setUp()
  const fail = () => logger.error({ err: new Error('no database') }, 'a request failed')
  fail()
  pass(-3_600_000)
  fail()
  expect(lines).toHaveLength(2)
})

test('other failures, and what is no failure, are written each time', () => {
  const { lines, logger } = setUp()
  for (const reason of ['one', 'other']) {
    logger.warn({ err: new Error(reason) }, 'could not')
    logger.warn({ err: new Error(reason) }, 'could not either')
    logger.info({ ms: 1 }, 'request')
    logger.info('Chat is ready')
  }
  expect(lines).toHaveLength(8)
})
