import type { Found } from '../store/paged-search.ts'

/** What stands there where there is none; nothing while the server is being asked. */
export function noPlaces(query: string, ...searches: readonly Found<unknown>[]): string | undefined {
  const failed = searches.find(({ status }) => status === 'failed')
  if (failed !== undefined) return failed.problem
  if (isLooking(searches)) return undefined
  return query.trim() === '' ? 'There is nothing else yet.' : `No room and nobody is called “${query.trim()}”.`
}

/** What somebody hears of places that they do not see; nothing while the server is being asked. */
export function spokenPlaces(count: number, query: string, ...searches: readonly Found<unknown>[]): string {
  if (isLooking(searches)) return ''
  const places = `${count} ${count === 1 ? 'place' : 'places'}`
  return query === '' ? places : `${places} found`
}

function isLooking(searches: readonly Found<unknown>[]): boolean {
  return searches.some(({ status }) => status === 'loading')
}
