import type { FlusherLock } from '../src/flusher-lock.ts'
import type { OutboxChannel, OutboxNews } from '../src/outbox-channel.ts'

/** A lock as the tabs of one profile share it: who asks first is first, and a tab that dies gives it back. */
export function createSharedLock() {
  const queues = new Map<string, { granted: () => void }[]>()
  const grantFirst = (name: string): void => queues.get(name)?.[0]?.granted()
  return (): FlusherLock => ({
    request(name, granted) {
      const wish = { granted }
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      queue.push(wish)
      if (queue[0] === wish) queueMicrotask(() => queue[0] === wish && granted())
      return () => {
        const held = queue[0] === wish
        queue.splice(queue.indexOf(wish), 1)
        if (held) grantFirst(name)
      }
    },
  })
}

/** A channel as the tabs of one profile share it: everybody hears the others. */
export function createSharedChannel(deliver: (run: () => void) => void) {
  const listeners = new Map<OutboxChannel, (news: OutboxNews) => void>()
  return (): OutboxChannel => {
    const channel: OutboxChannel = {
      post(news) {
        for (const [other, listener] of listeners) if (other !== channel) deliver(() => listener(news))
      },
      subscribe(listener) {
        listeners.set(channel, listener)
        return () => listeners.delete(channel)
      },
    }
    return channel
  }
}
