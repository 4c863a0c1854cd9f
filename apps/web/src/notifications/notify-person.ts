import type { ChatClient } from '@chat/client'
import { createStore, type ReadableStore } from '@chat/client'
import { createWebFlusherLock } from '@chat/client/browser'
import { showNotice } from '../design/notices.ts'
import { showLater } from '../later/asked-later.ts'
import { messageAddress } from '../rooms/open-room.ts'
import { goTo } from '../rooms/use-address.ts'
import { chime } from './chime.ts'
import { claimSound, followOtherTabs, LOUDNESS, soundVolume } from './device-choices.ts'
import { looking } from './looking.ts'
import type { NoticeText } from './notice-text.ts'
import { startNotifier, TOGETHER_MS } from './notifier.ts'
import { showNotification } from './show-notification.ts'

/** Less than the notifier keeps between two sounds, of which the clock may take a little away. */
const REST_MS = TOGETHER_MS - 100

const news = createStore(false)

/** Whether something has come of which somebody who was elsewhere could have been told. */
export const hadNews: ReadableStore<boolean> = news

/**
 * Tells somebody in this browser what has come while they are elsewhere, until the returned function is called, or the
 * page is gone: nobody would be there to close what it shows.
 */
export function notifyPerson(client: ChatClient): () => void {
  const stop = startNotifier({
    client,
    lock: createWebFlusherLock(),
    whenTouched,
    isLookedAt: looking.isLookedAt,
    show: showNotification,
    sound,
    open: (roomId, seq) => goTo(messageAddress(roomId, seq)),
    say,
    openReminders: () => showLater('reminders'),
    onNews: () => news.set(true),
  })
  const unfollow = followOtherTabs(window)
  addEventListener('pagehide', stop)
  return () => {
    removeEventListener('pagehide', stop)
    unfollow()
    stop()
  }
}

/** Where it is not in sight, the notification says it. */
function say({ title, body }: NoticeText, run: () => void): void {
  if (document.visibilityState === 'visible') showNotice(`${title}: ${body}`, { label: 'Show', run })
}

function sound(): void {
  const volume = soundVolume.get()
  if (volume !== 'off' && claimSound(Date.now(), REST_MS)) chime(LOUDNESS[volume])
}

function whenTouched(run: () => void): () => void {
  const stop = new AbortController()
  const touched = () => {
    stop.abort()
    run()
  }
  if (navigator.userActivation.hasBeenActive) run()
  else
    for (const name of ['pointerup', 'keydown']) addEventListener(name, touched, { signal: stop.signal, capture: true })
  return () => stop.abort()
}
