import { isRetriable, type Message, type MessageId, type RoomId } from '@chat/protocol'
import { backOff } from './back-off.ts'
import type { Clock } from './clock.ts'
import type { MessageLookup } from './message-lookup.ts'
import { RequestError } from './request-error.ts'

export interface LogCheckOptions extends MessageLookup {
  readonly clock: Clock
  readonly random: () => number
  /** The log of the room is another one. */
  readonly reset: (roomId: RoomId) => void
}

/**
 * Finds out whether the logs of rooms are those that are known. A server that was restored from a backup has other messages
 * at the places of those that it lost; a cursor tells only of a log that has become shorter. What was ever told is there for
 * good, if only as a tombstone.
 */
export function createLogCheck({ getMessages, reset, clock, random }: LogCheckOptions) {
  /** The last message of a room that came over an earlier connection; of each connection since the last check. */
  const last = new Map<MessageId, Message>()
  let failures = 0
  let timer: unknown

  async function run(): Promise<void> {
    clock.clearTimeout(timer)
    const noted = [...last.values()]
    if (noted.length === 0) return
    try {
      const gone = await findGone(getMessages, noted)
      failures = 0
      for (const { id } of noted) last.delete(id)
      for (const roomId of new Set(gone.map((message) => message.roomId))) reset(roomId)
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      later(error)
    }
  }

  function later({ code, body }: RequestError): void {
    if (code === 'DISCONNECTED' || !isRetriable(code)) return
    failures += 1
    clock.clearTimeout(timer)
    timer = clock.setTimeout(() => void run(), (body?.retryAfterMs ?? 0) + backOff(failures, random))
  }

  return {
    /** These messages came over a connection that is no more. */
    note(messages: readonly Message[]): void {
      const message = messages.at(-1)
      if (message) last.set(message.id, message)
    },
    /** Asks for what was noted, again where the server cannot answer now. */
    run,
    /** The connection is lost; what was not answered stays noted for the next. */
    pause(): void {
      clock.clearTimeout(timer)
      failures = 0
    },
  }
}

/** Those of the messages that are no longer where they were: the log is another one. */
export async function findGone(
  getMessages: MessageLookup['getMessages'],
  messages: readonly Message[],
): Promise<readonly Message[]> {
  const found = new Map((await getMessages(messages.map(({ id }) => id))).map(({ id, seq }) => [id, seq]))
  return messages.filter(({ id, seq }) => found.get(id) !== seq)
}
