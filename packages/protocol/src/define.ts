import { z } from 'zod'
import type { Ack } from './ack.ts'
import type { ErrorCode } from './errors.ts'

/** A request that a client makes: one object in, exactly one {@link Ack} back. */
export interface RequestDefinition<
  Name extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly name: Name
  readonly description: string
  readonly input: Input
  readonly output: Output
  /** The refusals that are this request's own; see {@link COMMON_ERRORS} for those that any request can get. */
  readonly errors: readonly ErrorCode[]
}

/** A request that wants no answer: it may be lost, and nobody asks again. Sent with an ack all the same, it gets one. */
export interface SignalDefinition<Name extends string = string, Input extends z.ZodType = z.ZodType>
  extends RequestDefinition<Name, Input, typeof Nothing> {
  readonly unanswered: true
}

const Nothing = z.object({})

/** A fact that the server tells a client. */
export interface EventDefinition<Name extends string = string, Payload extends z.ZodType = z.ZodType> {
  readonly name: Name
  readonly description: string
  readonly payload: Payload
}

/** Any request. Inputs are compared loosely, so that a definition of any shape fits. */
// biome-ignore lint/suspicious/noExplicitAny: a definition's schemas are invariant in their types
export type AnyRequest = RequestDefinition<string, z.ZodType<any, any>, z.ZodType<any, any>>
/** Any event. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyEvent = EventDefinition<string, z.ZodType<any, any>>

/** What a sender may pass: ids are plain strings here. */
export type RequestInput<R extends AnyRequest> = z.input<R['input']>
/** What a handler gets: validated, ids branded. */
export type ParsedInput<R extends AnyRequest> = z.output<R['input']>
/** What the ack of a successful request carries. */
export type RequestOutput<R extends AnyRequest> = z.output<R['output']>
/** What an event carries. */
export type EventPayload<E extends AnyEvent> = z.output<E['payload']>

/** Socket.IO's event map for requests. */
export type RequestListeners<R extends AnyRequest> = {
  [Request in R as Request['name']]: Request extends SignalDefinition
    ? (input: RequestInput<Request>) => void
    : (input: RequestInput<Request>, ack: (answer: Ack<RequestOutput<Request>>) => void) => void
}

/** Socket.IO's event map for events. */
export type EventListeners<E extends AnyEvent> = {
  [Event in E as Event['name']]: (payload: EventPayload<Event>) => void
}

/** Defines a request. Everything else (types, validators, documents) follows from the value returned. */
export function defineRequest<Name extends string, Input extends z.ZodType, Output extends z.ZodType>(
  name: Name,
  parts: Omit<RequestDefinition<Name, Input, Output>, 'name'>,
): RequestDefinition<Name, Input, Output> {
  return { name, ...parts }
}

/** Defines a request that is sent without an ack; see {@link defineRequest}. */
export function defineSignal<Name extends string, Input extends z.ZodType>(
  name: Name,
  parts: Omit<SignalDefinition<Name, Input>, 'name' | 'output' | 'unanswered'>,
): SignalDefinition<Name, Input> {
  return { name, output: Nothing, unanswered: true, ...parts }
}

/** Whether a request may come without an ack. */
export function isSignal(request: AnyRequest): request is SignalDefinition {
  return 'unanswered' in request
}

/** Defines an event; see {@link defineRequest}. */
export function defineEvent<Name extends string, Payload extends z.ZodType>(
  name: Name,
  parts: Omit<EventDefinition<Name, Payload>, 'name'>,
): EventDefinition<Name, Payload> {
  return { name, ...parts }
}
