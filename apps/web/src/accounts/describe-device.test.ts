import { expect, it } from 'vitest'
import { describeDevice, whenSeen } from './describe-device.ts'

it('says as much of a device as is known', () => {
  expect(describeDevice({ browser: 'Firefox', system: 'Linux' })).toBe('Firefox on Linux')
  expect(describeDevice({ browser: 'Firefox' })).toBe('Firefox')
  expect(describeDevice({ system: 'Linux' })).toBe('Linux')
  expect(describeDevice({})).toBe('Unknown device')
})

it('says when a device was used', () => {
  const now = new Date(2026, 10, 20, 14, 30).getTime()
  const device = { current: false, connected: false, seenAt: new Date(2026, 10, 19, 9, 5).getTime() }
  expect(whenSeen({ ...device, current: true, connected: true }, now)).toBe('This device')
  expect(whenSeen({ ...device, connected: true }, now)).toBe('In use now')
  expect(whenSeen(device, now)).toMatch(/^Last used: Yesterday, 0?9[:.]05/)
})
