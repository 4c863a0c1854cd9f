import { expect, it } from 'vitest'
import type { Found } from '../store/paged-search.ts'
import { noPlaces, spokenPlaces } from './said-of-places.ts'

const found = (status: Found<unknown>['status'], problem?: string): Found<unknown> => ({
  ...{ query: 'bert', status, items: [], total: 0, hasMore: false, loadingMore: false },
  ...(problem !== undefined && { problem }),
})

it('that nobody is called so is said once everybody has been asked', () => {
  expect(noPlaces('bert ', found('ready'), found('ready'))).toBe('No room and nobody is called “bert”.')
  expect(spokenPlaces(0, 'bert', found('ready'))).toBe('0 places found')
  expect(noPlaces('bert', found('ready'), found('loading'))).toBeUndefined()
  expect(spokenPlaces(0, 'bert', found('ready'), found('loading'))).toBe('')
})

it('who could not be asked is no reason to say that nobody is there', () => {
  expect(noPlaces('bert', found('ready'), found('failed', 'You are offline.'))).toBe('You are offline.')
})
