import { expect, it } from 'vitest'
import { isNamed } from './passkeys.ts'

it('takes names for what passkeys can be for, and no numbers', () => {
  for (const name of ['localhost', 'chat.example.org', '1and1.example']) expect(isNamed(name), name).toBe(true)
  for (const address of ['127.0.0.1', '192.168.1.20', '[::1]']) expect(isNamed(address), address).toBe(false)
})
