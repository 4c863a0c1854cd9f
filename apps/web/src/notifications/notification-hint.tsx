import { BellRing, X } from 'lucide-react'
import { Button } from '../design/button.tsx'
import { IconButton } from '../design/icon-button.tsx'
import { useStore } from '../store/use-store.ts'
import { notificationsWanted } from './device-choices.ts'
import { hadNews } from './notify-person.ts'
import { notificationPermission } from './permission.ts'
import { turnOnNotifications } from './turn-on-notifications.ts'

/** One quiet line, once there was a reason for it: nobody is asked for a permission before they want it. */
export function NotificationHint() {
  const wanted = useStore(notificationsWanted)
  const permission = useStore(notificationPermission)
  const news = useStore(hadNews)
  return (
    <div role="status" aria-label="Notifications" className="empty:hidden">
      {news && wanted === 'unasked' && permission === 'default' && (
        <div className="flex flex-wrap items-center justify-center gap-x-2 border-line border-b bg-selected px-4 py-1 text-sm">
          <BellRing aria-hidden="true" size="1rem" className="shrink-0 text-muted max-sm:hidden" />
          <p>Somebody wrote to you while you were elsewhere.</p>
          <Button look="quiet" size="sm" onClick={() => void turnOnNotifications()}>
            Notify me
          </Button>
          <IconButton icon={X} label="Dismiss" size="sm" onClick={() => notificationsWanted.set('off')} />
        </div>
      )}
    </div>
  )
}
