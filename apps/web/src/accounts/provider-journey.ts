import { browserStorage } from '../store/browser-storage.ts'
import { accountApi } from './account-api.ts'

/** Where somebody was when they left for the provider. */
const PLACE_KEY = 'chat.left-from'
const storage = () => browserStorage(() => sessionStorage)

/** Leaves for the provider. Rejects with an error whose message is fit to be shown. */
export async function leaveForProvider(wish: { keep?: boolean; password?: string | undefined }): Promise<void> {
  const { url } = await accountApi.startProvider(wish)
  storage().setItem(PLACE_KEY, location.pathname)
  location.assign(url)
}

/** What a provider has put into the address; undefined for all other addresses. */
export function providerReturnAt({ pathname, search }: { pathname: string; search: string }): string | undefined {
  return pathname === '/provider' && search !== '' ? search : undefined
}

/** Goes on where somebody was when they left, signed in. */
export async function comeBack(query: string): Promise<void> {
  // What is in the address lets somebody in: it must not stay there.
  const place = storage().getItem(PLACE_KEY)
  history.replaceState(null, '', place?.startsWith('/') && !place.startsWith('//') ? place : '/')
  storage().removeItem(PLACE_KEY)
  await accountApi.finishProvider(query)
}
