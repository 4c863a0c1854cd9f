import { notificationsWanted } from './device-choices.ts'
import type { NoticeText } from './notice-text.ts'
import { noteUnsupported, notificationPermission, rereadPermission } from './permission.ts'

/**
 * Shows a notification in place of the one with the same tag. Without a sound: that is ours, once for all tabs.
 *
 * @returns closes it; undefined where the person does not want any, or the browser shows none
 */
export function showNotification(
  tag: string,
  { title, body }: NoticeText,
  onClick: () => void,
): (() => void) | undefined {
  rereadPermission()
  if (notificationsWanted.get() !== 'on' || notificationPermission.get() !== 'granted') return undefined
  try {
    const notification = new Notification(title, { body, tag, icon: '/icon-192.png', silent: true })
    notification.addEventListener('click', () => {
      notification.close()
      window.focus()
      onClick()
    })
    return () => notification.close()
  } catch {
    // Chrome on Android shows only those of service workers.
    noteUnsupported()
    return undefined
  }
}
