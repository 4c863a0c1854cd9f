import { createStore, type FollowedThreads, type Threads, type ThreadView, type WritableStore } from '@chat/client'
import type { RoomId } from '@chat/protocol'

/** Threads without a server: what is open and followed can be set. */
export interface FakeThreads extends Threads {
  readonly threads: WritableStore<FollowedThreads>
  openedThread(roomId: RoomId): WritableStore<ThreadView | undefined>
}

export function createFakeThreads(asked: string[]): FakeThreads {
  const opened = new Map<RoomId, WritableStore<ThreadView | undefined>>()
  return {
    threads: createStore<FollowedThreads>({ threads: new Map(), complete: true }),
    openedThread(roomId) {
      const store = opened.get(roomId) ?? createStore<ThreadView | undefined>(undefined)
      opened.set(roomId, store)
      return store
    },
    openThread: (roomId, seq) => void asked.push(`openThread ${roomId} ${seq}`),
    closeThread: (roomId) => void asked.push(`closeThread ${roomId}`),
    async loadThreadBefore(roomId) {
      asked.push(`loadThreadBefore ${roomId}`)
    },
    async followThread(rootId, on) {
      asked.push(`followThread ${rootId} ${on}`)
    },
    markThreadRead: (rootId, seq) => void asked.push(`markThreadRead ${rootId} ${seq}`),
    listThreads: async () => ({ threads: [], roots: [], users: [] }),
    threadAt: async () => undefined,
  }
}
