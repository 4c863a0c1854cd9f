import type { RoomId, Seq } from '@chat/protocol'
import { createAccountKeeper } from './account-keeper.ts'
import { createAdministration } from './administration.ts'
import { applySync, type SyncParts } from './apply-sync.ts'
import { createAttention } from './attention.ts'
import { createCacheWriter } from './cache-writer.ts'
import { createCatchUp } from './catch-up.ts'
import type { ChatClient, StopOptions } from './chat-client.ts'
import { type ChatClientOptions, withDefaults } from './chat-client-options.ts'
import { createConnection } from './connection.ts'
import type { EventHandlers } from './events.ts'
import { createIdentity } from './identity.ts'
import { createLifecycle } from './lifecycle.ts'
import { createMembership } from './membership.ts'
import { createNotices } from './notices.ts'
import { createOutbox } from './outbox.ts'
import { createOwnActs } from './own-acts.ts'
import { createPeople } from './people.ts'
import { createPersonal } from './personal.ts'
import { createEventReceiver } from './receive-event.ts'
import { createRoomKeeper } from './room-keeper.ts'
import { createRoomList } from './room-list.ts'
import { createRoomRule } from './room-rule.ts'
import { createRoomViews } from './room-views.ts'
import { createSend } from './send-message.ts'
import { isSignedOut } from './session-codes.ts'

/**
 * Creates a client. It does nothing before `start()`, except that `send()` already waits for somebody to be signed in.
 * This is where the parts meet; what they do is in their own files.
 */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const { clock, random, cache, storage, report, ...parts } = withDefaults(options)
  const noteAccount = (): void => writer.noteAccount()
  const roomList = createRoomList({
    onChanged: noteAccount,
    account: () => account(),
    blocked: () => people.client.blocked.get(),
    stateOf: (roomId) => keeper.stateOf(roomId),
    doubt: (roomId, inThreads) => acts.recount(roomId, inThreads),
  })
  const { store: rooms, find: summaryOf } = roomList
  const identity = createIdentity(noteAccount)
  const { account } = identity

  const onStorageFailed = (error: unknown): void => report({ kind: 'storage-failed', error })
  const onUnreadable = (name: string): void => report({ kind: 'unreadable', name })

  const connection = createConnection({
    clock,
    random,
    transport: parts.transport,
    network: parts.network,
    synchronise: (asked) => catchUp.synchronise(asked),
    onReady,
    onLost() {
      for (const part of [outbox, keeper, people, acts, attention]) part.pause()
    },
    onEnded(error) {
      acts.abandon()
      if (!isSignedOut(error.code)) return
      // Nobody is signed in on this device any more: what they read must not stay here. What they wrote does.
      accounts.forgetCached(account())
      parts.onSignedOut(error)
    },
    onEvent: (name, payload) => receiveEvent(name, payload),
    onUnreadable,
  })
  const { ask, tell, isReady } = connection
  const asking = { ask, clock, random, isReady }

  const people = createPeople({
    ask,
    tell,
    http: parts.http,
    clock,
    random,
    isReady,
    activity: parts.activity,
    account,
    summaryOf,
    takeMarks: roomList.takeMarks,
    onBlocked: () => acts.blockedChanged(),
    onLearned(users) {
      const mine = users.find((user) => user.id === account())
      if (mine) identity.set(mine)
      writer.noteUsers(users)
    },
  })
  const { directory, presence } = people
  const kept = { account, storage: parts.draftStorage, newMessageId: parts.newMessageId, onChanged: noteAccount }
  const meeting = { learn: directory.learn, onMessages: people.meet }
  const personal = createPersonal({ ...asking, ...kept, ...meeting, onDue: (due) => notices.due(due) })
  const notices = createNotices({ list: roomList, chosen: personal.client, status: people.own.chosen })
  const outbox = createOutbox({
    ...asking,
    storage,
    lock: parts.lock,
    channel: parts.channel,
    onChanged: (roomId) => acts.refresh(roomId),
    onSent(roomId, seq) {
      keeper.noteHead(roomId, seq)
      settleOutbox(roomId, attention.isWatched(roomId) ? 0 : seq)
    },
    onLoaded: (roomId) => settleOutbox(roomId, 0),
    cached: () => writer.flush(),
    onStorageFailed,
  })
  const membership = createMembership({
    ask,
    newId: parts.newMessageId,
    list: roomList,
    receive: (changes) => keeper.receive(changes),
    onUsers: directory.learn,
    onLeft: outbox.discardIn,
    onNew: notices.added,
    onAdded: (roomId) => attention.entered(roomId),
    onRemoved(roomId) {
      keeper.leave(roomId)
      acts.leave(roomId)
      presence.forget(roomId)
    },
  })
  const keeper = createRoomKeeper({
    ...asking,
    account,
    isNeeded: (roomId) => attention.isWatched(roomId) || outbox.awaits(roomId) || acts.awaits(roomId),
    summaryOf,
    onChanges(changes) {
      notices.heard(changes)
      acts.apply(changes)
      people.heard(changes)
      personal.heard(changes)
    },
    onNotApplied: (changes) => writer.replaceChanged(changes),
    onUsers: directory.learn,
    onMessages: people.meet,
    onState(roomId) {
      // Before the outbox lets go of what has come: it waits for the cache to have it.
      writer.noteRoom(roomId)
      acts.settle(roomId)
      roomList.recount(roomId)
      settleOutbox(roomId, 0)
      acts.onState(roomId)
    },
    onDropped: (roomId) => writer.dropRoom(roomId),
    report,
  })
  const acts = createOwnActs({
    ...asking,
    account,
    summaryOf,
    keeper,
    roomList,
    outboxOf: outbox.itemsOf,
    onChanged: (roomId) => views.refresh(roomId),
    ...meeting,
  })
  const views = createRoomViews({
    partsOf: (roomId) => ({
      state: acts.fulfilled(keeper.stateOf(roomId)),
      outbox: outbox.itemsOf(roomId),
      loadingBefore: keeper.isLoadingBefore(roomId),
    }),
    onObserved: (roomId) => void attention.look(roomId),
  })
  const attention = createAttention({
    ...asking,
    account,
    summaries: rooms.get,
    summaryOf,
    loadCached: (owner, roomId) => cache.loadRoom(owner, roomId).catch((error: unknown) => void onStorageFailed(error)),
    saveCached: (state) => writer.saveRoom(state),
    dropCached: (roomId) => writer.dropRoom(roomId),
    keeper,
    views,
    presence: { of: presence.of, watch: people.watch },
    directory,
  })
  const writer = createCacheWriter({
    cache,
    clock,
    me: identity.me.get,
    summaries: rooms.get,
    personal: personal.snapshot,
    stateOf: keeper.stateOf,
    waitingIn: outbox.itemsOf,
    onFailed: onStorageFailed,
  })

  const accounts = createAccountKeeper({
    identity,
    cache,
    expected: parts.expected,
    outbox,
    writer,
    learn: directory.learn,
    clear() {
      keeper.clear()
      people.clear()
      notices.clear()
      acts.clear()
      personal.clear()
      membership.forget()
      rooms.set([])
    },
    async show(cached) {
      rooms.set(cached.rooms)
      personal.restore(cached.personal)
      writer.forget()
      await attention.restore()
    },
  })
  const catchUp = createCatchUp({
    cursors: keeper.cursors,
    personCursor: personal.cursor,
    isIdle: people.own.isIdle,
    async apply(answer, cursors) {
      const keepCached: SyncParts['keepCached'] = (owner, ids) => void writer.after(() => cache.keepRooms(owner, ids))
      const own = { account, accounts, people, personal, notices }
      await applySync({ ...own, membership, roomList, acts, keeper, keepCached }, answer, cursors)
      if (isReady()) attention.catchUp()
    },
  })

  const handlers: EventHandlers = {
    ...membership.handlers,
    'room:favourited': ({ roomId, on }) => roomList.favourite(roomId, on),
    ...personal.handlers,
    ...acts.handlers,
    ...people.handlers,
    'session:ended': connection.end,
    'server:draining': ({ moveWithinMs }) => connection.drain(moveWithinMs),
  }

  const receiveEvent = createEventReceiver({ handlers, catchUp, keeper, personal, acts, onUnreadable })

  /** What the room's log has brought leaves the outbox; where there is no state of the room, up to `cursor`. */
  function settleOutbox(roomId: RoomId, cursor: Seq): void {
    const state = keeper.stateOf(roomId)
    outbox.observe(roomId, state?.cursor ?? cursor, (id) => state?.window.messages.findLast((m) => m.id === id)?.seq)
  }

  function onReady(): void {
    people.resume()
    personal.resume()
    attention.catchUp()
    for (const roomId of [...outbox.awaited(), ...acts.awaited()]) keeper.keepCurrent(roomId)
    outbox.resume()
    acts.resume()
  }

  const lifecycle = createLifecycle({
    starting() {
      connection.prepare()
      people.own.start()
    },
    async begin(isCurrent) {
      const known = account()
      const owner = known ?? parts.expected
      if (owner) await accounts.expect(owner)
      if (!known) await accounts.restore().catch(onStorageFailed)
      if (isCurrent()) connection.start()
    },
    stopping() {
      people.own.stop()
      personal.stop()
      connection.stop()
      acts.abandon()
    },
  })

  async function end({ forget }: StopOptions): Promise<void> {
    if (forget === 'everything') personal.forget()
    if (forget) await accounts.forget(forget).catch(onStorageFailed)
    await writer.flush()
    await outbox.close()
    await Promise.all([cache.close(), storage.close()]).catch(onStorageFailed)
  }

  return {
    connection: connection.state,
    storage: storage.durability,
    me: identity.me,
    rooms,
    room: views.of,
    ...people.client,
    ...personal.client,
    ...notices.client,
    start: lifecycle.start,
    stop: (options = {}) => lifecycle.stop(() => end(options)),
    reconnectNow: connection.reconnectNow,
    openRoom: attention.open,
    ...keeper.pages,
    send: createSend({ ...parts, clock, identity, lifecycle, outbox, keeper, typing: people.typing }),
    retry: outbox.retry,
    discard: outbox.discard,
    ...acts.client,
    administration: createAdministration({ ask, learn: directory.learn }),
    ...membership.client,
    ...createRoomRule({ ask, onUsers: directory.learn }),
  }
}
