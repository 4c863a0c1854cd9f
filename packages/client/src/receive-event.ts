import { RoomId } from '@chat/protocol'
import { dispatchEvent, type EventHandlers } from './events.ts'

/** These end or move the connection. They wait for no answer. */
const AT_ONCE: ReadonlySet<string> = new Set(['session:ended', 'server:draining'])

/** Takes over what the server tells, in its place among the answers to syncs. */
export function createEventReceiver({
  handlers,
  catchUp,
  keeper,
  personal,
  acts,
  onUnreadable,
}: {
  readonly handlers: EventHandlers
  readonly catchUp: { inOrder(take: () => void): void }
  readonly keeper: { suspect(roomId: RoomId): void }
  readonly personal: { suspect(): void }
  readonly acts: { recount(roomId: RoomId): void }
  readonly onUnreadable: (name: string) => void
}) {
  function take(name: string, payload: unknown): void {
    if (dispatchEvent(handlers, name, payload) !== 'unreadable') return
    onUnreadable(name)
    if (name === 'person:changed') personal.suspect()
    const roomId = name === 'room:changed' ? RoomId.safeParse(Object(payload).roomId) : undefined
    if (!roomId?.success) return
    keeper.suspect(roomId.data)
    acts.recount(roomId.data)
  }

  return (name: string, payload: unknown): void => {
    if (AT_ONCE.has(name)) take(name, payload)
    else catchUp.inOrder(() => take(name, payload))
  }
}
