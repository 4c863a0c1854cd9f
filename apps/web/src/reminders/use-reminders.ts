import type { ChatClient } from '@chat/client'
import type { Reminder } from '@chat/protocol'
import { useMemo } from 'react'
import { useStore } from '../store/use-store.ts'

type Known = Pick<ChatClient, 'reminders' | 'rooms'>

/** The reminders of messages in rooms that one is in, by their time. */
export function remindersInOrder(client: Known): readonly Reminder[] {
  const entered = new Set(client.rooms.get().map(({ id }) => id))
  const all = [...client.reminders.get().values()].filter(({ roomId }) => entered.has(roomId))
  return all.sort((one, other) => Number(isComing(one)) - Number(isComing(other)) || one.remindAt - other.remindAt)
}

/** Whether it is not due yet. */
export function isComing({ firedAt }: Reminder): boolean {
  return firedAt === undefined
}

/** {@link remindersInOrder}, those that are due first. */
export function useReminders(client: Known): readonly Reminder[] {
  const reminders = useStore(client.reminders)
  const rooms = useStore(client.rooms)
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what the client knows
  return useMemo(() => remindersInOrder(client), [client, reminders, rooms])
}

/** How many of them are due. */
export function useDueReminders(client: Known): number {
  return useReminders(client).filter((reminder) => !isComing(reminder)).length
}
