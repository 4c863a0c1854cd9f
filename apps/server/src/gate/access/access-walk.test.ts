import { requests } from '@chat/protocol'
import { expect, test } from 'vitest'
import { startServer } from '../../../test/start-server.ts'
import { unmatched, walkRequest } from '../../../test/walk-access.ts'
import { inTheRoom } from './audience.ts'
import { requestAccess } from './request-access.ts'

test('every request has a row, and every row a request', () => {
  const names = requests.map(({ name }) => name)
  expect(unmatched(Object.keys(requestAccess), names)).toEqual([])
  const { 'room:join': _, ...withoutOne } = requestAccess
  expect(unmatched(Object.keys(withoutOne), names)).toEqual(['room:join'])
  expect(unmatched([...Object.keys(requestAccess), 'room:burn'], names)).toEqual(['room:burn'])
})

test.for(requests.map((request) => [request.name, request] as const))(
  '%s answers every kind of person as the table says',
  async ([name, request]) => {
    expect(await walkRequest(await startServer(), request, requestAccess[name])).toEqual([])
  },
)

test('a row that lets in more people than the server does is found out', async () => {
  const history = requests.find(({ name }) => name === 'room:history')
  if (!history) throw new Error('There is no such request')
  const differences = await walkRequest(await startServer(), history, { audience: { ...inTheRoom, removed: 'ok' } })
  expect(differences).toEqual([
    { kind: 'removed', to: 'room:history in a private room', expected: 'ok', got: 'NOT_FOUND' },
    { kind: 'removed', to: 'room:history in a public room', expected: 'ok', got: 'NOT_FOUND' },
  ])
})
