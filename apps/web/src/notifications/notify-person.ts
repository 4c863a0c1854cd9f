import type { ChatClient } from '@chat/client'
import { createStore, type ReadableStore } from '@chat/client'
import { createWebFlusherLock } from '@chat/client/browser'
import { messageAddress } from '../rooms/open-room.ts'
import { goTo } from '../rooms/use-address.ts'
import { chime } from './chime.ts'
import { claimSound, followOtherTabs, LOUDNESS, soundVolume } from './device-choices.ts'
import { looking } from './looking.ts'
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
