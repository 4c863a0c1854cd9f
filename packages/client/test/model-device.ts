import type { ErrorBody, MessageId, RoomId, Seq, UserId } from '@chat/protocol'
import { v7 } from 'uuid'
import type { ChatClient, MessagePlace } from '../src/chat-client.ts'
import type { ClientCache } from '../src/client-cache.ts'
import type { Clock } from '../src/clock.ts'
import { createChatClient } from '../src/create-chat-client.ts'
import type { Diagnostic } from '../src/diagnostics.ts'
import { createMemoryDraftStorage } from '../src/draft-storage.ts'
import type { FlusherLock } from '../src/flusher-lock.ts'
import { createMemoryCache } from '../src/memory-cache.ts'
import { createMemoryOutboxStorage } from '../src/memory-outbox-storage.ts'
import type { Network } from '../src/network.ts'
import type { OutboxStorage } from '../src/outbox-storage.ts'
import { createFaultyLink, type Faults, type FaultyLink, type LinkWitnesses } from './faulty-link.ts'
import { REFUSED } from './model-messages.ts'
import type { ModelServer } from './model-server.ts'
import { createSharedChannel, createSharedLock } from './shared-profile.ts'

/** A tab of a device: the real client, and a hand that can freeze or kill it. */
export interface ModelTab {
  readonly client: ChatClient
  readonly link: FaultyLink
  /** The messages that `send` has resolved for and that the server has no reason to refuse, by room, in that order. */
  readonly queued: Map<RoomId, MessageId[]>
  readonly cursors: Map<RoomId, Seq>
  send(roomId: RoomId, text: string, place?: MessagePlace): void
  /** Somebody uses the tab; what they do to a frozen one happens once it is thawed. */
  use(run: (client: ChatClient) => void): void
  setOnline(online: boolean): void
  /** The device was asleep. */
  wake(): void
  /** Nothing of it runs until it is thawed. */
  freeze(): void
  thaw(): void
  /** It is gone, in the middle of whatever it did. */
  kill(): void
  isDead(): boolean
}

/** What the tabs of one person on one device share. */
export function createModelDevice(options: {
  server: ModelServer
  clock: Clock
  random: () => number
  faults: Faults
  witnesses: LinkWitnesses & { gaps: number; unreadable: number; loads: number }
  userId: UserId
  onSignedOut?: (error: ErrorBody) => void
}) {
  const { server, clock, random, faults, witnesses } = options
  let { userId } = options
  const storage = createMemoryOutboxStorage()
  const cache = createMemoryCache()
  const draftStorage = createMemoryDraftStorage()
  const lock = createSharedLock()
  const channel = createSharedChannel((run) => void clock.setTimeout(run, random() * 5))
  let messageCount = 0

  /** @param account whom the page knows to be signed in */
  function openTab(account?: UserId): ModelTab {
    const realm = createRealm(clock)
    const queued = new Map<RoomId, MessageId[]>()
    const cursors = new Map<RoomId, Seq>()
    const hints = new Set<(hint: 'online' | 'offline' | 'woke') => void>()
    let online = true
    const network: Network = {
      isOnline: () => online,
      subscribe(listener) {
        hints.add(listener)
        return () => hints.delete(listener)
      },
    }
    const link = createFaultyLink({ server, clock: realm.clock, random, faults, witnesses, userId: () => userId })
    const releases = new Set<() => void>()
    const client = createChatClient({
      transport: {
        open: ({ opened, closed, received }) =>
          link.open({
            opened: () => realm.enter(opened),
            closed: (reason) => realm.enter(() => closed(reason)),
            received: (name, payload) => realm.enter(() => received(name, payload)),
          }),
      },
      clock: realm.clock,
      random,
      ...(account !== undefined && { account }),
      outboxStorage: slowStorage(storage, realm, random),
      draftStorage,
      cache: slowCache(cache, realm, random),
      flusherLock: leavingLock(lock(), releases),
      outboxChannel: realm.guardChannel(channel()),
      network,
      newMessageId: () => {
        messageCount += 1
        return v7({ msecs: clock.now(), seq: messageCount, random: randomBytes(random) })
      },
      onSignedOut: options.onSignedOut ?? (() => {}),
      onDiagnostic: (diagnostic) => check(diagnostic),
    })

    function check(diagnostic: Diagnostic): void {
      if (diagnostic.kind === 'storage-failed') throw diagnostic.error
      if (diagnostic.kind === 'gap') witnesses.gaps += 1
      else if (diagnostic.kind === 'unreadable') witnesses.unreadable += 1
      else if (diagnostic.kind === 'applied') follow(diagnostic)
      else if (diagnostic.kind === 'loaded') {
        witnesses.loads += 1
        cursors.set(diagnostic.roomId, diagnostic.cursor)
      }
    }

    /** Changes are applied one after the other, without a hole. */
    function follow({ roomId, from, to }: Extract<Diagnostic, { kind: 'applied' }>): void {
      const cursor = cursors.get(roomId)
      if (cursor !== from || to <= from) throw new Error(`Applied ${from} to ${to} on top of ${cursor}`)
      cursors.set(roomId, to)
    }

    void client.start()
    return {
      client,
      link,
      queued,
      cursors,
      send(roomId, text, place) {
        void client.send(roomId, text, place).then((id) => {
          if (text.includes(REFUSED)) return
          queued.set(roomId, [...(queued.get(roomId) ?? []), id])
        })
      },
      use: (run) => realm.enter(() => run(client)),
      setOnline(value) {
        if (online === value) return
        online = value
        if (!value) link.cut()
        for (const hint of hints) realm.enter(() => hint(value ? 'online' : 'offline'))
      },
      wake() {
        for (const hint of hints) hint('woke')
      },
      freeze: realm.freeze,
      thaw: realm.thaw,
      kill() {
        realm.kill()
        link.cut()
        for (const release of releases) release()
      },
      isDead: realm.isDead,
    }
  }

  return {
    userId,
    storage,
    cache,
    /** What one has begun to write. */
    drafts: draftStorage,
    openTab,
    /** The browser's cookie is somebody else's from now on. */
    signInAs(other: UserId): void {
      userId = other
    },
  }
}

/** Time in one tab: it can stand still, or end. */
function createRealm(clock: Clock) {
  let frozen = false
  let dead = false
  let kept: (() => void)[] = []
  const enter = (run: () => void): void => {
    if (dead) return
    if (frozen) kept.push(run)
    else run()
  }
  return {
    clock: {
      now: clock.now,
      setTimeout(run, delayMs) {
        const timer = { cancelled: false }
        clock.setTimeout(() => enter(() => timer.cancelled || run()), delayMs)
        return timer
      },
      clearTimeout(timer) {
        if (timer) (timer as { cancelled: boolean }).cancelled = true
      },
    } satisfies Clock,
    enter,
    isDead: () => dead,
    freeze: () => {
      frozen = true
    },
    thaw(): void {
      frozen = false
      const runs = kept
      kept = []
      for (const run of runs) run()
    },
    kill: () => {
      dead = true
    },
    guardChannel: (channel: ReturnType<ReturnType<typeof createSharedChannel>>) => ({
      post: channel.post,
      subscribe: (listener: Parameters<typeof channel.subscribe>[0]) =>
        channel.subscribe((news) => enter(() => listener(news))),
    }),
  }
}

type Realm = ReturnType<typeof createRealm>

/** Storage takes its time, and a tab that dies meanwhile has stored it or has not. */
function slowly(realm: Realm, random: () => number) {
  return async <T>(work: () => Promise<T>): Promise<T> => {
    const pause = (): Promise<void> => new Promise((resolve) => realm.clock.setTimeout(resolve, random() * 8))
    await pause()
    const result = await work()
    await pause()
    return result
  }
}

function slowStorage(storage: OutboxStorage, realm: Realm, random: () => number): OutboxStorage {
  const slow = slowly(realm, random)
  return {
    durability: storage.durability,
    list: (account) => slow(() => storage.list(account)),
    put: (message) => slow(() => storage.put(structuredClone(message))),
    remove: (id) => slow(() => storage.remove(id)),
    close: storage.close,
  }
}

function slowCache(cache: ClientCache, realm: Realm, random: () => number): ClientCache {
  const slow = slowly(realm, random)
  return {
    lastAccount: () => slow(cache.lastAccount),
    loadAccount: (account) => slow(() => cache.loadAccount(account)),
    saveAccount: (me, account) => slow(() => cache.saveAccount(me, account)),
    saveUsers: (account, users) => slow(() => cache.saveUsers(account, users)),
    loadRoom: (account, roomId) => slow(() => cache.loadRoom(account, roomId)),
    saveRoom: (account, room) => slow(() => cache.saveRoom(account, structuredClone(room))),
    replaceMessages: (account, changes) => slow(() => cache.replaceMessages(account, changes)),
    dropRoom: (account, roomId) => slow(() => cache.dropRoom(account, roomId)),
    keepRooms: (account, roomIds) => slow(() => cache.keepRooms(account, roomIds)),
    forgetAccount: (account) => slow(() => cache.forgetAccount(account)),
    close: cache.close,
  }
}

/** Gives the lock back when its tab dies. */
function leavingLock(lock: FlusherLock, releases: Set<() => void>): FlusherLock {
  return {
    request(name, granted) {
      const release = lock.request(name, granted)
      let held = true
      const once = (): void => {
        if (held) release()
        held = false
        releases.delete(once)
      }
      releases.add(once)
      return once
    },
  }
}

function randomBytes(random: () => number): Uint8Array {
  return Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256))
}
