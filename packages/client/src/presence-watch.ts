import { type Presence, type PresenceReport, type RoomId, type UserId, watchPresence } from '@chat/protocol'
import type { RoomPresence } from './chat-client.ts'
import type { Ask } from './requests.ts'
import type { ReadableStore } from './store.ts'
import { createStore, type WritableStore } from './writable-store.ts'

const UNKNOWN: RoomPresence = { online: undefined, people: [] }

/** Who is online in the room that is looked at. Best effort: a refusal is not repeated until the next connection. */
export function createPresenceWatch(options: { ask: Ask; onSeen: (ids: readonly UserId[]) => void }) {
  const stores = new Map<RoomId, WritableStore<RoomPresence>>()
  let watched: RoomId | undefined

  function storeOf(roomId: RoomId): WritableStore<RoomPresence> {
    const store = stores.get(roomId) ?? createStore(UNKNOWN)
    stores.set(roomId, store)
    return store
  }

  function see(people: readonly Presence[]): void {
    if (people.length > 0) options.onSeen(people.map(({ userId }) => userId))
  }

  return {
    of: (roomId: RoomId): ReadableStore<RoomPresence> => storeOf(roomId),
    /** Watches this room in place of the one before. */
    watch(roomId: RoomId): void {
      watched = roomId
      options.ask(watchPresence, { roomIds: [roomId] }).then(
        (report) => {
          if (watched !== roomId) return
          const online = report.rooms.find((room) => room.roomId === roomId)?.online
          storeOf(roomId).set({ online, people: report.people.filter(isThere) })
          see(report.people)
        },
        () => {},
      )
    },
    /** Takes over what has changed in the room that is watched. */
    apply(report: PresenceReport): void {
      if (watched === undefined) return
      storeOf(watched).set(mergePresence(storeOf(watched).get(), report, watched))
      see(report.people)
    },
    /** One is not in the room any more. */
    forget(roomId: RoomId): void {
      if (watched === roomId) watched = undefined
      stores.get(roomId)?.set(UNKNOWN)
    },
    clear(): void {
      watched = undefined
      for (const store of stores.values()) store.set(UNKNOWN)
    },
  }
}

/** A report of changes names only rooms with another count and people with another status. */
export function mergePresence(before: RoomPresence, report: PresenceReport, roomId: RoomId): RoomPresence {
  const people = new Map(before.people.map((presence) => [presence.userId, presence]))
  for (const presence of report.people) {
    if (isThere(presence)) people.set(presence.userId, presence)
    else people.delete(presence.userId)
  }
  const online = report.rooms.find((room) => room.roomId === roomId)?.online ?? before.online
  return { online, people: [...people.values()] }
}

function isThere({ status }: Presence): boolean {
  return status !== 'offline'
}
