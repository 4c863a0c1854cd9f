import type { Message } from '@chat/protocol'
import { expect } from 'vitest'
import type { ChatClient } from '../src/chat-client.ts'
import type { ModelServer } from './model-server.ts'

/** Of the first messages, so that the same is saved and let go of again and again. */
export function saveOne(client: ChatClient, messages: readonly Message[], place: number, on: boolean): Promise<void> {
  const message = messages[place % Math.max(1, Math.min(2, messages.length))]
  return message ? client.saveMessage(message.id, on) : Promise.resolve()
}

/** What is somebody's own is the same on all their devices. */
export function checkOwn(client: ChatClient, server: ModelServer): void {
  const me = client.me.get()?.id
  if (!me) throw new Error('Nobody is signed in')
  const { saved = [] } = server.personLogs.changesAfter(me, 0)
  expect([...client.saved.get().values()].sort(byMessage)).toEqual([...saved].sort(byMessage))
}

function byMessage(one: { readonly messageId: string }, other: { readonly messageId: string }): number {
  return one.messageId.localeCompare(other.messageId)
}
