import { expect, it } from 'vitest'
import { providerReturnAt } from './provider-journey.ts'

it('knows the address that a provider sends people back to, and no other', () => {
  expect(providerReturnAt({ pathname: '/provider', search: '?code=a&state=b' })).toBe('?code=a&state=b')
  expect(providerReturnAt({ pathname: '/provider', search: '' })).toBeUndefined()
  expect(providerReturnAt({ pathname: '/', search: '?code=a' })).toBeUndefined()
})
