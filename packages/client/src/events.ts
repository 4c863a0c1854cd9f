import { type AnyEvent, type Event, type EventPayload, events } from '@chat/protocol'

/** One function for every event of the contract. */
export type EventHandlers = { readonly [E in Event as E['name']]: (payload: EventPayload<E>) => void }

const definitions = new Map<string, AnyEvent>(events.map((event) => [event.name, event]))

/**
 * Checks an event against the contract and hands it on.
 *
 * @returns `unknown`: a newer server's event, to be skipped; `unreadable`: it does not match the contract
 */
export function dispatchEvent(
  handlers: EventHandlers,
  name: string,
  payload: unknown,
): 'handled' | 'unknown' | 'unreadable' {
  const definition = definitions.get(name)
  if (!definition) return 'unknown'
  const parsed = definition.payload.safeParse(payload)
  if (!parsed.success) return 'unreadable'
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: the payload was checked by the schema of this very name
  const handle = (handlers as unknown as Record<string, (payload: unknown) => void>)[name]
  handle?.(parsed.data)
  return 'handled'
}
