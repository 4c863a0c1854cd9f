import { describe, expect, it } from 'vitest'
import { inviteLink, inviteTokenIn } from './invite-address.ts'

describe('an invite link', () => {
  it('carries its token in the path (S35)', () => {
    const link = new URL(inviteLink('mT3x_8Qz1nVb5Kd7Rj0LwYc2Hf-9GsPa', 'https://chat.example.org'))
    expect(inviteTokenIn(link)).toBe('mT3x_8Qz1nVb5Kd7Rj0LwYc2Hf-9GsPa')
  })

  it('is nothing else', () => {
    for (const pathname of ['/', '/i/', '/i/a/b', '/i/a%20b', '/r/abc', `/i/${'a'.repeat(65)}`]) {
      expect(inviteTokenIn({ pathname })).toBeUndefined()
    }
  })
})
