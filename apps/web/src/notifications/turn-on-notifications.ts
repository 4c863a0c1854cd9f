import { showNotice } from '../design/notices.ts'
import { notificationsWanted } from './device-choices.ts'
import { askPermission } from './permission.ts'

/** Lets this device show notifications, and has the browser ask for it where it has not yet. */
export async function turnOnNotifications(): Promise<void> {
  const permission = await askPermission()
  notificationsWanted.set(permission === 'granted' ? 'on' : 'off')
  if (permission !== 'granted') showNotice('Your browser does not let this page notify you.')
}
