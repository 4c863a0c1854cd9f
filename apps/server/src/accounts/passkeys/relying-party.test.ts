import { expect, it } from 'vitest'
import { relyingParty } from './relying-party.ts'

const config = { publicUrl: 'https://chat.example.org', allowedOrigins: ['https://chat.example.net:8443'] }

it('is the address that the page came from, if it is one of the server', () => {
  const party = (headers: Record<string, string>) =>
    relyingParty(new Headers({ host: 'internal:3000', ...headers }), config)
  expect(party({})).toEqual({ origin: 'https://chat.example.org', id: 'chat.example.org' })
  expect(party({ origin: 'https://chat.example.org' })).toEqual({
    origin: 'https://chat.example.org',
    id: 'chat.example.org',
  })
  expect(party({ origin: 'https://chat.example.net:8443' })).toEqual({
    origin: 'https://chat.example.net:8443',
    id: 'chat.example.net',
  })
  expect(party({ origin: 'https://evil.example' })).toBeUndefined()
})

it('is the address that was asked where none is configured', () => {
  const headers = new Headers({ host: 'localhost:3000' })
  expect(relyingParty(headers, { publicUrl: undefined, allowedOrigins: [] })).toEqual({
    origin: 'http://localhost:3000',
    id: 'localhost',
  })
})
