import { expect, it } from 'vitest'
import { suggestPasskeyName, whenUsed } from './describe-passkey.ts'

it('says when a passkey was added and used', () => {
  const now = new Date(2026, 10, 20, 12).getTime()
  const yesterday = new Date(2026, 10, 19, 12).getTime()
  expect(whenUsed({ addedAt: yesterday }, now)).toBe('Added: Yesterday · Not used yet')
  expect(whenUsed({ addedAt: yesterday, lastUsedAt: now }, now)).toBe('Added: Yesterday · Last used: Today')
})

it('proposes the name of the system that keeps it', () => {
  expect(suggestPasskeyName('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)')).toBe('iPhone')
  expect(suggestPasskeyName('Mozilla/5.0 (Linux; Android 16; K)')).toBe('Android')
  expect(suggestPasskeyName('Mozilla/5.0 (X11; Linux x86_64)')).toBe('Linux')
  expect(suggestPasskeyName('')).toBe('My passkey')
})
