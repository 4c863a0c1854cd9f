import { type ChatClient, whatWaits } from '@chat/client'
import { useEffect, useMemo } from 'react'
import { useStore } from '../store/use-store.ts'
import { createPageIcon } from './page-icon.ts'
import { pageTitle } from './page-title.ts'

const showOnIcon = createPageIcon(document)

/**
 * Shows in the page's title and on its icon what waits in all rooms: the same in every tab and on every device. Draws
 * nothing, so that nothing else is drawn for it.
 *
 * @param place what is open
 */
export function WaitingSign({ client, place }: { client: ChatClient; place: string | undefined }): null {
  const rooms = useStore(client.rooms)
  const choices = useStore(client.notifyChoices)
  const defaults = useStore(client.notifyDefaults)
  const waiting = useMemo(() => whatWaits(rooms, { choices, defaults }), [rooms, choices, defaults])
  const title = pageTitle(waiting, place)
  useEffect(() => {
    document.title = title
    void showOnIcon(waiting)
  }, [title, waiting])
  return null
}
