import {
  deleteMessage,
  editMessage,
  getMessageRevisions,
  type MessageId,
  type MessageRevision,
  MessageText,
  type RoomId,
  type Seq,
} from '@chat/protocol'
import { checkInput } from './check-input.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'
import type { createRoomKeeper } from './room-keeper.ts'

/** What can be done to messages that are in a room's log. It waits in no outbox: without a connection it is refused. */
export interface MessageChanges {
  /**
   * Changes the text of an own message. Resolves once the room shows it, unless the client is stopped before
   * (`DISCONNECTED`). Trying again after that, or after `TIMEOUT`, does no harm; edits of one message are sent one after
   * the other.
   *
   * @throws {RangeError} if the text is empty or longer than the contract allows
   */
  editMessage(roomId: RoomId, id: MessageId, text: string): Promise<void>
  /** Deletes a message; does no harm where it is deleted already. Resolves once the room shows it. */
  deleteMessage(roomId: RoomId, id: MessageId): Promise<void>
  /** The texts that a message had before it was edited, latest first, as far as the server keeps them. */
  messageRevisions(id: MessageId): Promise<readonly MessageRevision[]>
}

export function createMessageChanges({
  ask,
  keeper,
}: {
  readonly ask: Ask
  readonly keeper: Pick<ReturnType<typeof createRoomKeeper>, 'stateOf' | 'noteHead'>
}) {
  const underWay = new Map<MessageId, Promise<unknown>>()
  const waiting = new Set<{ roomId: RoomId; seq: Seq; resolve: () => void; reject: (error: RequestError) => void }>()

  /** An earlier edit must not arrive after a later one. */
  function inTurn<T>(id: MessageId, work: () => Promise<T>): Promise<T> {
    const turn = (underWay.get(id) ?? Promise.resolve()).then(work, work)
    underWay.set(id, turn)
    const done = () => {
      if (underWay.get(id) === turn) underWay.delete(id)
    }
    turn.then(done, done)
    return turn
  }

  /** Where nothing of a room is held there is nothing to wait for. */
  function isShown(roomId: RoomId, seq: Seq): boolean {
    return (keeper.stateOf(roomId)?.cursor ?? seq) >= seq
  }

  function shown(roomId: RoomId, seq: Seq): Promise<void> {
    keeper.noteHead(roomId, seq)
    if (isShown(roomId, seq)) return Promise.resolve()
    return new Promise((resolve, reject) => waiting.add({ roomId, seq, resolve, reject }))
  }

  const client: MessageChanges = {
    async editMessage(roomId, id, text) {
      const input = { id, text: checkInput(MessageText, text) }
      const { seq } = await inTurn(id, () => ask(editMessage, input))
      await shown(roomId, seq)
    },
    async deleteMessage(roomId, id) {
      const { seq } = await inTurn(id, () => ask(deleteMessage, { id }))
      await shown(roomId, seq)
    },
    async messageRevisions(id) {
      const all: MessageRevision[] = []
      for (let more = true; more; ) {
        const before = all.at(-1)?.replacedSeq
        const page = await ask(getMessageRevisions, { id, ...(before !== undefined && { before }) })
        all.push(...page.revisions)
        more = page.more === true && page.revisions.length > 0
      }
      return all
    },
  }

  const awaited = (): Set<RoomId> => new Set([...waiting].map(({ roomId }) => roomId))

  return {
    client,
    /** The rooms whose log has yet to bring a change that was made here. */
    awaited,
    awaits: (roomId: RoomId): boolean => awaited().has(roomId),
    /** There will be no connection that brings what is waited for. */
    abandon(): void {
      const left = [...waiting]
      waiting.clear()
      for (const { reject } of left) reject(new RequestError('DISCONNECTED', 'The connection has ended'))
    },
    /** The room has come further, or is not there any more. */
    onState(roomId: RoomId): void {
      for (const one of [...waiting]) {
        if (one.roomId !== roomId || !isShown(roomId, one.seq)) continue
        waiting.delete(one)
        one.resolve()
      }
    },
  }
}
