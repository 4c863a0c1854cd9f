import { scryptSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { PASSWORD, signUp } from '../../test/browser.ts'
import { hashAsInProduction } from '../../test/password-cost.ts'
import { startServer } from '../../test/start-server.ts'

test('every guess at a password costs whoever has stolen the database 32 MiB and the time to fill them', async () => {
  hashAsInProduction()
  const { url, database } = await startServer()
  await signUp(url, 'ann@example.org')
  const { password } = await database.read.selectFrom('accounts').select('password').executeTakeFirstOrThrow()
  const [salt = '', key = ''] = password?.split(':') ?? []
  const cost = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 ** 2 }
  expect(key).toBe(scryptSync(PASSWORD, salt, 64, cost).toString('hex'))
})
