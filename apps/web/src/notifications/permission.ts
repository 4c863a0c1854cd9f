import { createStore, type ReadableStore } from '@chat/client'

/** Whether this page may show notifications; `unsupported` where the browser, or a page on plain HTTP, cannot. */
export type Permission = NotificationPermission | 'unsupported'

const store = createStore<Permission>(current())

export const notificationPermission: ReadableStore<Permission> = store

function current(): Permission {
  return typeof Notification === 'undefined' || !isSecureContext ? 'unsupported' : Notification.permission
}

/** The person may have changed it in their browser, or in another tab. */
export function rereadPermission(): void {
  if (store.get() !== 'unsupported') store.set(current())
}

/** Some browsers on phones have notifications, and none that a page can show. */
export function noteUnsupported(): void {
  store.set('unsupported')
}

/** Asks the person. Only to be called when they have just done something for it. */
export async function askPermission(): Promise<Permission> {
  if (store.get() === 'default') await Notification.requestPermission()
  rereadPermission()
  return store.get()
}
