import {
  getRoomHistory,
  type Message,
  type RequestInput,
  type RequestOutput,
  type RoomId,
  type Seq,
  type Timestamp,
  type UserId,
} from '@chat/protocol'
import { findAnswered } from './quoted-messages.ts'
import { unlessRefused } from './request-error.ts'
import type { Ask } from './requests.ts'
import {
  extendPastAfter,
  extendPastBefore,
  knowsMessageAt,
  leavePast,
  loadedAround,
  messageAt as loadedMessageAt,
  lookAt,
  openPast,
} from './room-past.ts'
import { expectPage, noteQuoted, type RoomState, receivePage } from './room-state.ts'
import { hasMessageAt } from './room-window.ts'

type Page = RequestOutput<typeof getRoomHistory>
type Position = Omit<RequestInput<typeof getRoomHistory>, 'roomId'>

export interface HistoryPagesOptions {
  readonly ask: Ask
  readonly account: () => UserId | undefined
  readonly stateOf: (roomId: RoomId) => RoomState | undefined
  readonly set: (state: RoomState) => void
  readonly onPage: (page: Page) => void
  /** Makes the room current, if that is possible now, and resolves once it is. */
  readonly settled: (roomId: RoomId) => Promise<void>
}

/** What is to be shown of the history. */
interface Aim {
  readonly seq: Seq
  /** Whether it is loaded; false where there is no such thing, undefined if only the server knows. */
  readonly knows: (state: RoomState) => boolean | undefined
  /** The state with it in the view, where it is loaded. */
  readonly look: (state: RoomState) => RoomState
  readonly isIn: (page: Page) => boolean
}

const messageAt = (seq: Seq): Aim => ({
  seq,
  knows: (state) => knowsMessageAt(state, seq),
  look: (state) => lookAt(state, seq),
  isIn: (page) => hasMessageAt(page, seq),
})

const placeAt = (seq: Seq): Aim => ({
  seq,
  knows: (state) => loadedAround(state, seq) && true,
  look: (state) => (loadedAround(state, seq) === 'present' ? leavePast(state) : state),
  isIn: ({ messages }) => messages.length > 0,
})

/** Loads pages of the history for whoever scrolls or follows a link: one at a time for each room. */
export function createHistoryPages({ ask, account, stateOf, set, onPage, settled }: HistoryPagesOptions) {
  const underWay = new Map<RoomId, Promise<Page | undefined>>()
  const before = new Set<RoomId>()
  /** How often somebody has gone back to the newest messages: what is on its way then is not wanted any more. */
  const turns = new Map<RoomId, number>()

  function load(
    state: RoomState,
    position: Position,
    take: (state: RoomState, page?: Page, me?: UserId) => RoomState,
  ): Promise<Page | undefined> {
    const { roomId } = state
    const loading = run()
    underWay.set(roomId, loading)
    if ('before' in position) before.add(roomId)
    set(expectPage(state))
    return loading

    async function run(): Promise<Page | undefined> {
      let page: Page | undefined
      try {
        page = await ask(getRoomHistory, { roomId, ...position })
        onPage(page)
        return page
      } finally {
        // Unless the room was dropped meanwhile.
        if (underWay.get(roomId) === loading) {
          forget(roomId)
          const now = stateOf(roomId)
          // Another state was not told what has changed since the page was asked for.
          if (now) set(take(noteQuoted(now, now.late && page?.quoted), now.late && page, account()))
        }
      }
    }
  }

  function forget(roomId: RoomId): void {
    underWay.delete(roomId)
    before.delete(roomId)
  }

  /** What cannot be loaded now is still missing afterwards: scrolling asks again. */
  async function scroll(...loading: Parameters<typeof load>): Promise<void> {
    if (underWay.has(loading[0].roomId)) return
    await load(...loading).catch(unlessRefused)
  }

  /** The state of the room once nothing is on its way any more that would change what is loaded of it. */
  async function whenFree(roomId: RoomId): Promise<RoomState | undefined> {
    await settled(roomId)
    for (let other = underWay.get(roomId); other; other = underWay.get(roomId)) await other.catch(unlessRefused)
    return stateOf(roomId)
  }

  /** Brings a place into the view, if somebody still wants to see it by then. */
  async function lookFor(roomId: RoomId, { seq, knows, look, isIn }: Aim, isWanted: () => boolean): Promise<boolean> {
    const state = await whenFree(roomId)
    if (!state) return false
    const known = knows(state)
    if (known) set(look(state))
    if (known !== undefined) return known
    const page = await load(state, { around: seq }, (now, page, me) =>
      openPast(now, page && isIn(page) && isWanted() ? page : undefined, me),
    )
    return page !== undefined && isIn(page)
  }

  async function show(roomId: RoomId, aim: Aim): Promise<boolean> {
    const turn = turns.get(roomId)
    const isWanted = () => turns.get(roomId) === turn
    const isThere = (state = stateOf(roomId)) => state !== undefined && aim.knows(state) === true
    let found = await lookFor(roomId, aim, isWanted)
    // The room may have been loaded anew meanwhile, and the page did not fit any more.
    while (found && isWanted() && !isThere()) found = await lookFor(roomId, aim, isWanted)
    return found
  }

  return {
    isLoading: (roomId: RoomId): boolean => underWay.has(roomId),
    isLoadingBefore: (roomId: RoomId): boolean => before.has(roomId),
    /** The room has no state any more that a page could go to. */
    forget,
    client: {
      async loadBefore(roomId: RoomId): Promise<void> {
        const state = stateOf(roomId)
        const { messages = [], hasMoreBefore } = state?.past ?? state?.window ?? {}
        const [first] = messages
        if (!state || !first || !hasMoreBefore) return
        await scroll(state, { before: first.seq }, (now, page, me) =>
          now.past
            ? extendPastBefore(now, page, me)
            : receivePage(now, now.window.messages[0]?.id === first.id ? page : undefined, me),
        )
      },
      async loadAfter(roomId: RoomId): Promise<void> {
        const state = stateOf(roomId)
        const last = state?.past?.messages.at(-1)
        if (!state || !last) return
        await scroll(state, { after: last.seq }, extendPastAfter)
      },
      loadAround: (roomId: RoomId, seq: Seq): Promise<boolean> => show(roomId, messageAt(seq)),
      loadNear: (roomId: RoomId, seq: Seq): Promise<boolean> => show(roomId, placeAt(seq)),
      async findMessageAt(roomId: RoomId, at: Timestamp): Promise<Seq | undefined> {
        const page = await ask(getRoomHistory, { roomId, at, limit: 1 })
        onPage(page)
        return page.messages[0]?.seq
      },
      async readMessage(roomId: RoomId, seq: Seq): Promise<Message | undefined> {
        const loaded = stateOf(roomId)
        const known = loaded && loadedMessageAt(loaded, seq)
        if (known) return known
        const page = await ask(getRoomHistory, { roomId, around: seq, limit: 1 })
        onPage(page)
        return page.messages.find((message) => message.seq === seq)
      },
      async loadQuoted(roomId: RoomId, seq: Seq): Promise<void> {
        const state = await whenFree(roomId)
        if (!state) return
        const known = findAnswered(state, (one) => one.seq === seq)
        if (known) set(noteQuoted(state, [known]))
        else await scroll(state, { around: seq, limit: 1 }, (now, page) => receivePage(noteQuoted(now, page?.messages)))
      },
      showPresent(roomId: RoomId): void {
        turns.set(roomId, (turns.get(roomId) ?? 0) + 1)
        const state = stateOf(roomId)
        if (state) set(leavePast(state))
      },
    },
  }
}
