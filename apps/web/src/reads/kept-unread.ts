import { createStore, type ReadableStore } from '@chat/client'
import type { RoomId } from '@chat/protocol'

const store = createStore<RoomId | undefined>(undefined)

/** The room that is open and stays unread although somebody looks at it. */
export const keptUnread: ReadableStore<RoomId | undefined> = store

export function setKeptUnread(roomId: RoomId | undefined): void {
  store.set(roomId)
}
