import type { Message, RoomId, UserId } from '@chat/protocol'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import type { ChatClient } from '../src/chat-client.ts'
import { RequestError } from '../src/request-error.ts'
import type { ModelTab } from './model-device.ts'
import { allOf, messagesOf } from './model-room.ts'
import type { ModelServer } from './model-server.ts'
import type { createVirtualClock } from './virtual-clock.ts'

const KINDS = [
  'reply',
  'openThread',
  'readThread',
  'followThread',
  'crowdThread',
  'loadThreadBefore',
  'closeThread',
] as const

/** Something that happens to a thread. `place` says which, counted around. */
export interface ThreadStep {
  readonly kind: (typeof KINDS)[number]
  readonly tab: number
  readonly room: number
  readonly place: number
}

export function isThreadStep(step: { readonly kind: string }): step is ThreadStep {
  return KINDS.some((kind) => kind === step.kind)
}

/** What happens to threads in a world, and what has to be true of them. */
export function createThreadSteps({
  server,
  clock,
  witnesses,
  writer,
  steady,
}: {
  readonly server: ModelServer
  readonly clock: ReturnType<typeof createVirtualClock>
  readonly witnesses: { answered: number; threadsUnread: number; mentionedInThreads: number }
  /** Somebody else who writes. */
  readonly writer: UserId
  /** Where nobody is on the way out, so that nothing is refused that is written. */
  readonly steady: (room: number) => RoomId
}) {
  /** A message of the timeline, counted from the newest and around: few of them, so that threads become long. */
  function rootAt(roomId: RoomId, place: number): Message | undefined {
    const room = server.rooms.get(roomId)
    const last = room ? messagesOf(room).slice(-4) : []
    return last[place % Math.max(1, last.length)]
  }

  function repliesTo(roomId: RoomId, rootId: string): Message[] {
    const room = server.rooms.get(roomId)
    return room ? allOf(room).filter(({ threadRoot }) => threadRoot === rootId) : []
  }

  function take({ kind, place, room }: ThreadStep, tab: ModelTab | undefined, roomId: RoomId): void {
    const root = rootAt(kind === 'reply' ? steady(room) : roomId, place)
    if (kind === 'reply') reply(tab, root, place)
    else if (kind === 'crowdThread' && root) crowd(root, place)
    else tab?.use((client) => act(client, kind, roomId, root, place))
  }

  function reply(tab: ModelTab | undefined, root: Message | undefined, place: number): void {
    if (!root) return
    const { id, roomId } = root
    tab?.use(() => tab.send(roomId, `reply ${place}`, { threadRoot: id }))
  }

  function crowd({ id, roomId }: Message, place: number): void {
    const texts = ['@ada, you?', 'all of us', '@bob @ada', '@room'].slice(0, 1 + (place % 4))
    // Once in a while more than a page.
    if (place % 11 === 0) texts.push(...Array.from({ length: 60 }, () => 'on'))
    for (const text of texts) server.write(roomId, v7(), writer, text, { threadRoot: id })
  }

  function act(client: ChatClient, kind: ThreadStep['kind'], roomId: RoomId, root: Message | undefined, place: number) {
    if (kind === 'closeThread') client.closeThread(roomId)
    if (kind === 'loadThreadBefore') void client.loadThreadBefore(roomId)
    if (!root) return
    if (kind === 'openThread') client.openThread(roomId, root.seq)
    if (kind === 'followThread') client.followThread(root.id, place % 2 === 0).catch(hide)
    const last = repliesTo(roomId, root.id).at(-1 - (place % 3))
    if (kind === 'readThread' && last) client.markThreadRead(root.id, last.seq)
  }

  /** At any moment: in order, without holes, nothing twice, and of this thread alone. */
  function checkOpen({ client }: ModelTab, roomId: RoomId): void {
    const view = client.openedThread(roomId).get()
    const first = view?.messages[0]
    const last = view?.messages.at(-1)
    if (!view?.root || !first || !last) return
    const ids = view.messages.map(({ id }) => id)
    expect(new Set([...ids, ...view.outbox.map(({ id }) => id)]).size).toBe(ids.length + view.outbox.length)
    const between = repliesTo(roomId, view.root.id).filter(({ seq }) => seq >= first.seq && seq <= last.seq)
    expect(ids).toEqual(between.map(({ id }) => id))
  }

  async function checkConverged({ client }: ModelTab, roomIds: readonly RoomId[]): Promise<void> {
    const me = client.me.get()?.id
    if (!me) throw new Error('Nobody is signed in')
    const told = client.threads.get().threads
    for (const { head: _, ...thread } of server.threadsOf(me)) {
      expect(told.get(thread.rootId)).toMatchObject(thread)
      if (thread.unread > 0) witnesses.threadsUnread += 1
      if (thread.mentions > 0) witnesses.mentionedInThreads += 1
    }
    const followed = new Set(server.threadsOf(me).map(({ rootId }) => rootId))
    const wrong = [...told.values()].filter(
      ({ rootId, roomId, following }) =>
        following && !followed.has(rootId) && server.rooms.get(roomId)?.messages.get(rootId)?.replyCount,
    )
    expect(wrong).toEqual([])
    for (const roomId of roomIds) await checkThreads(client, roomId)
  }

  async function checkThreads(client: ModelTab['client'], roomId: RoomId): Promise<void> {
    const room = server.rooms.get(roomId)
    const roots = room ? messagesOf(room).filter(({ replyCount }) => replyCount !== undefined) : []
    const opened = client.openedThread(roomId).get()?.seq
    // What was open all along first: it must be right without being loaded anew.
    for (const root of roots.sort((one) => (one.seq === opened ? -1 : 1)).slice(0, 3)) {
      client.openThread(roomId, root.seq)
      await clock.advance(2_000)
      const view = client.openedThread(roomId)
      for (let pages = 0; view.get()?.hasMoreBefore && pages < 20; pages += 1) {
        const page = client.loadThreadBefore(roomId)
        await clock.advance(100)
        await page
      }
      expect(view.get()).toMatchObject({ status: 'ready', root, outbox: [] })
      expect(view.get()?.messages).toEqual(repliesTo(roomId, root.id))
      witnesses.answered += 1
    }
  }

  return { take, checkOpen, checkConverged }
}

/** What the network swallows, the person tries again or not. */
export function hide(error: unknown): void {
  if (!(error instanceof RequestError)) throw error
}

/** Some texts call somebody, some call everybody. */
export function calling(text: string, number: number): string {
  const [name] = [['@ada'], ['@bob @ada'], ['@room'], [''], ['']][number % 5] ?? []
  return `${name} ${text}`.trim()
}
