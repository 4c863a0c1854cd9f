import { expect, test } from 'vitest'
import { networkOf } from './network-of.ts'
import { parseRateLimits } from './rate-limit-settings.ts'

test('what is set replaces what is there, and nothing else', () => {
  const usual = parseRateLimits('')
  const set = parseRateLimits('write=500/5, address=50')
  expect(set).toEqual({
    allowances: { ...usual?.allowances, write: { points: 500, seconds: 5 } },
    accountsPerAddress: 50,
  })
})

test.for([
  'write',
  'write=',
  'write=5',
  'write=0/5',
  'write=5/0',
  'write=-5/5',
  'post=5/5',
  'address=5/5',
  'address=0',
  'on',
  '__proto__=5/5',
])('"%s" is not understood, and said to be so', (text) => {
  expect(parseRateLimits(text)).toBeUndefined()
})

test.for([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['nonsense', 'nonsense'],
] as const)('%s is counted as %s', ([address, network]) => {
  expect(networkOf(address)).toBe(network)
})
