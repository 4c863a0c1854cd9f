import { noChannel, type OutboxChannel, type OutboxNews } from '../outbox-channel.ts'

/** Lets the tabs of a profile tell each other about their outbox. */
export function createBroadcastOutboxChannel(name = 'chat:outbox'): OutboxChannel {
  if (typeof BroadcastChannel === 'undefined') return noChannel
  let channel: BroadcastChannel | undefined
  return {
    post(news) {
      channel?.postMessage(news)
    },
    subscribe(listener) {
      const opened = new BroadcastChannel(name)
      opened.onmessage = ({ data }: MessageEvent<OutboxNews>) => listener(data)
      channel = opened
      return () => {
        opened.close()
        if (channel === opened) channel = undefined
      }
    },
  }
}
