import { expect, it } from 'vitest'
import { createAttemptLimits } from './attempt-limits.ts'

async function countAllowed(address: (attempt: number) => string, attempts = 150): Promise<number> {
  const limits = createAttemptLimits(true)
  let allowed = 0
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    await limits.take('password', `${attempt}@example.org`, address(attempt)).then(
      () => (allowed += 1),
      () => {},
    )
  }
  return allowed
}

it('counts an IPv4 address alone and a /64 of IPv6 addresses together', async () => {
  expect(await countAllowed(() => '192.0.2.1')).toBe(100)
  expect(await countAllowed((attempt) => `192.0.2.${attempt}`)).toBe(150)
  expect(await countAllowed((attempt) => `2001:db8::1:${attempt}`)).toBe(100)
  expect(await countAllowed((attempt) => `2001:0db8:0000:0000:${attempt}::1`)).toBe(100)
  expect(await countAllowed((attempt) => `2001:db8:0:${attempt}::`)).toBe(150)
  expect(await countAllowed((attempt) => `fe80::${attempt}%eth0`)).toBe(100)
})
